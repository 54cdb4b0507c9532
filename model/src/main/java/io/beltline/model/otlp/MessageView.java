package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A reusable view of one message inside an array.
 *
 * <p>The top level is scanned once, on the first getter after {@link #wrap}; values are decoded
 * when asked for. Getters of absent fields return the default, so a chain such as {@code
 * span.status().code()} needs no check. Child views, cursors and byte ranges that a view returns
 * without being given one belong to it and are reused by the next call of the same getter.
 *
 * <p>Every getter may throw {@link MalformedTelemetryException}. Of a singular field that occurs
 * several times the last counts; messages are merged, except inside a oneof and in editors.
 */
public abstract class MessageView {
  static final byte[] NOTHING = new byte[0];
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG_BE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of tag and length, all bits but the length's, where this takes a byte. */
  private static final int SHORT_TAG = 0x80ff;

  final MessageType type;
  byte[] array = NOTHING;
  int from;
  int to;
  int depth;
  boolean ready = true;
  @Nullable Edit edit;

  /** Two for each field: start and end of the value. Stale where {@link #present} has no bit. */
  final int[] slots;

  /** A bit for each field that occurs; none before the scan. */
  long present;

  /** The own children that show their fields already. */
  private long opened;

  private boolean repeats;
  private @Nullable ByteRange @Nullable [] ranges;

  MessageView(MessageType type) {
    this.type = type;
    this.slots = new int[2 * type.table.length];
  }

  /** The type of the message. */
  public final MessageType messageType() {
    return type;
  }

  /** Binds the view to the bytes from one position to another, which hold one message. */
  public final void wrap(byte[] bytes, int start, int end) {
    java.util.Objects.checkFromToIndex(start, end, bytes.length);
    if (edit != null) {
      edit.reset();
    }
    bind(bytes, start, end, 0);
  }

  /** Binds the view to a message. */
  public final void wrap(Slice message) {
    wrap(message.array(), message.offset(), message.end());
  }

  @SuppressWarnings("ReferenceEquality") // the same array or another
  final void bind(byte[] bytes, int start, int end, int level) {
    if (array != bytes) { // a reference in an old object costs the garbage collector's barrier
      array = bytes;
    }
    from = start;
    to = end;
    depth = level;
    forget();
  }

  /** Lets the next getter scan again. */
  final void forget() {
    ready = false;
    present = 0;
  }

  /** The size of the message in bytes. */
  public final int size() {
    locate();
    return to - from;
  }

  /** The message's bytes, shared: valid as long as nobody writes them. */
  public Slice toSlice() {
    locate();
    return new Slice(array, from, to - from);
  }

  final Edit edit() {
    Edit mine = edit;
    if (mine == null) {
      throw new IllegalStateException(type.name() + " is seen through a view, not an editor");
    }
    return mine;
  }

  private void locate() {
    if (edit != null) {
      edit.locate();
    }
  }

  final void prepare() {
    locate();
    repeats = false;
    opened = 0;
    int read = quick();
    if (read < to) {
      scan(read);
    }
    ready = true;
  }

  /**
   * Fills the slots as far as the message looks as usual, and says how far that is. Types that are
   * read often have a way.
   */
  int quick() {
    return from;
  }

  /** Fills the slots from a position on. If it throws, nothing was seen. */
  final void scan(int start) {
    byte[] b = array;
    int end = to;
    int[] s = slots;
    short[] table = type.byTag;
    long seen = present;
    present = 0;
    int at = start;
    while (at < end) {
      int tagAt = at;
      int tag = b[at];
      if (tag > 7) {
        at++;
      } else {
        long opened = Wire.tagAt(b, at, end);
        tag = (int) opened;
        at = (int) (opened >>> 32);
      }
      int value = at;
      int wire = tag & 7;
      if (wire == Wire.BYTES) {
        int length = at < end ? b[at] : -1;
        if (length >= 0 && length < end - at) {
          value = at + 1;
          at = value + length;
        } else {
          long content = Wire.open(b, at, end);
          value = (int) (content >>> 32);
          at = (int) content;
        }
      } else {
        at = Wire.skip(b, at, end, wire);
      }
      if (tag >= 0 && tag < table.length) {
        int entry = table[tag];
        if (entry >= 0) {
          int slot = (entry & 0xff) << 1;
          long bit = 1L << entry;
          if (entry < MessageType.REPEATED) {
            s[slot] = value;
          } else if ((entry & MessageType.REPEATED) != 0) {
            if ((seen & bit) == 0) {
              s[slot] = tagAt;
            }
            at = skipRun(b, at, end, tag);
          } else {
            s[slot] = value;
            if ((entry & MessageType.ONEOF) != 0) {
              seen &= ~type.rivals[entry & 0xff];
            } else if ((seen & bit) != 0) {
              repeats = true;
            }
          }
          s[slot + 1] = at;
          seen |= bit;
        }
      }
    }
    present = seen;
  }

  /** Goes behind the values of a field with a tag of one byte that stand one after another. */
  static int run(byte[] b, int from, int end) {
    int tag = b[from];
    int at = from;
    while (true) {
      at = shortRun(b, at, end, tag);
      if (at >= end || b[at] != tag) {
        return at;
      }
      at = (int) Wire.open(b, at + 1, end);
    }
  }

  /**
   * The same as long as lengths take one byte. A call in this loop would cost more than the loop;
   * the length is read on its own since each turn waits for it.
   */
  private static int shortRun(byte[] b, int from, int end, int tag) {
    int at = from;
    int last = end - 2;
    while (at <= last) {
      int head = (short) SHORT.get(b, at);
      int next = at + 2 + (head >> 8);
      if ((head & SHORT_TAG) != tag || next > end) {
        break;
      }
      at = next;
    }
    return at;
  }

  /** Goes behind the short values of the same field that follow: attributes come in runs. */
  private static int skipRun(byte[] b, int from, int end, int tag) {
    int at = from;
    if ((tag & 7) == Wire.BYTES && tag < 0x80) {
      while (at + 1 < end && b[at] == tag) {
        int length = b[at + 1];
        if (length < 0 || length > end - at - 2) {
          break;
        }
        at += 2 + length;
      }
    }
    return at;
  }

  /** A view that is not ready has no bits, so that most getters look at nothing else. */
  final boolean has(int slot) {
    return (present >>> slot & 1) != 0 || (!ready && prepared(slot));
  }

  private boolean prepared(int slot) {
    prepare();
    return (present >>> slot & 1) != 0;
  }

  /** The number of the member that is set, or 0. */
  final int member(int oneof) {
    long set = anyOf(type.members[oneof]);
    return set == 0 ? 0 : type.table[Long.numberOfTrailingZeros(set)].number();
  }

  /** The same for members whose numbers are their slots and a constant. */
  final int member(long members, int ahead) {
    long set = anyOf(members);
    return set == 0 ? 0 : Long.numberOfTrailingZeros(set) + ahead;
  }

  private long anyOf(long slots) {
    if (!ready) {
      prepare();
    }
    return present & slots;
  }

  final long int64(int slot) {
    return has(slot) ? Wire.varint(array, slots[2 * slot], to) : 0;
  }

  final int int32(int slot) {
    return (int) int64(slot);
  }

  final int sint32(int slot) {
    int raw = (int) int64(slot);
    return (raw >>> 1) ^ -(raw & 1);
  }

  final boolean bool(int slot) {
    return int64(slot) != 0;
  }

  final long fixed64(int slot) {
    return has(slot) ? (long) LONG.get(array, slots[2 * slot]) : 0;
  }

  final double float64(int slot) {
    return has(slot) ? Double.longBitsToDouble((long) LONG.get(array, slots[2 * slot])) : 0;
  }

  final int fixed32(int slot) {
    return has(slot) ? (int) INT.get(array, slots[2 * slot]) : 0;
  }

  final String string(int slot) {
    if (!has(slot)) {
      return "";
    }
    int start = slots[2 * slot];
    return new String(array, start, slots[2 * slot + 1] - start, StandardCharsets.UTF_8);
  }

  final ByteRange range(int slot) {
    @Nullable ByteRange[] known = ranges;
    if (known == null) {
      known = new @Nullable ByteRange[type.table.length];
      ranges = known;
    }
    ByteRange range = known[slot];
    if (range == null) {
      range = new ByteRange();
      known[slot] = range;
    }
    return range(slot, range);
  }

  final ByteRange range(int slot, ByteRange range) {
    return has(slot)
        ? range.set(array, slots[2 * slot], slots[2 * slot + 1])
        : range.set(array, from, from);
  }

  final <V extends MessageView> V message(int slot, V child) {
    if (!has(slot)) {
      child.bind(array, from, from, depth);
    } else if (repeats) {
      joined(slot, child);
    } else {
      child.bind(array, slots[2 * slot], slots[2 * slot + 1], below(child.type));
    }
    return child;
  }

  /** The same for the child that belongs to this view: it is bound once, so its scan holds. */
  final <V extends MessageView> V own(int slot, V child) {
    if (!has(slot) || (opened >>> slot & 1) == 0) {
      opened |= 1L << slot;
      message(slot, child);
    }
    return child;
  }

  final int below(MessageType child) {
    if (!child.nests()) {
      return depth;
    }
    if (depth >= Wire.MAX_DEPTH) {
      throw tooDeep();
    }
    return depth + 1;
  }

  static MalformedTelemetryException tooDeep() {
    return new MalformedTelemetryException(
        "values are nested more than " + Wire.MAX_DEPTH + " levels deep");
  }

  /** Occurrences of one message field, one after another, are the merged message. */
  private void joined(int slot, MessageView child) {
    int tag = type.table[slot].tag();
    byte[] merged = new byte[to - from];
    int size = 0;
    for (int at = from; at < to; ) {
      long opened = Wire.tagAt(array, at, to);
      int value = (int) (opened >>> 32);
      at = Wire.skip(array, value, to, (int) opened & 7);
      boolean single = type.table[slot].oneof() >= 0;
      if ((int) opened == tag && (!single || at == slots[2 * slot + 1])) {
        int start = (int) (Wire.open(array, value, to) >>> 32);
        System.arraycopy(array, start, merged, size, at - start);
        size += at - start;
      }
    }
    child.bind(merged, 0, size, below(child.type));
  }

  final <C extends Cursor<?>> C each(int slot, C cursor) {
    cursor.start(this, slot);
    return cursor;
  }

  final NumberCursor numbers(int slot, @Nullable NumberCursor known) {
    NumberCursor cursor = known == null ? new NumberCursor() : known;
    cursor.start(this, slot);
    return cursor;
  }

  final RangeCursor ranges(int slot, @Nullable RangeCursor known) {
    RangeCursor cursor = known == null ? new RangeCursor() : known;
    cursor.start(this, slot);
    return cursor;
  }

  @Override
  public String toString() {
    return type.name() + "[" + (to - from) + " bytes]";
  }
}
