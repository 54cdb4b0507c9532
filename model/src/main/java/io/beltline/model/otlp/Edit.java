package io.beltline.model.otlp;

import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a view an editor.
 *
 * <p>An editor reads the original bytes until the first write. Then the outermost message is copied
 * to a buffer, and each write moves the bytes behind it and corrects the lengths of all messages
 * around it at once. Editors of other parts forget where they stand and look it up when used again.
 */
final class Edit {
  final MessageView view;
  @Nullable Edit parent;
  @Nullable EditCursor<?> source;
  boolean located = true;
  boolean present = true;

  // Of the outermost message only.
  @Nullable Origin origin;
  Bytes buffer = new Bytes();
  boolean owned;

  /** Another one after each write. */
  int stamp;

  /** Another one for each message. */
  int record;

  private int slot;
  private final List<Edit> children = new ArrayList<>(2);

  /** Supplies the buffer of a message that a stream holds. */
  interface Origin {
    /** Copies the message to a buffer and binds the view to the copy. */
    void acquire(Edit root);

    /** Whether {@link #rewrite} can be asked for. */
    boolean rewrites();

    /** A buffer behind whose end the message is to be written anew by whoever asks. */
    Bytes rewrite();
  }

  Edit(MessageView view) {
    this.view = view;
  }

  Edit root() {
    Edit e = this;
    while (e.parent != null) {
      e = e.parent;
    }
    return e;
  }

  @SuppressWarnings("ReferenceEquality") // a reference in an old object costs a barrier
  void comesFrom(Origin stream) {
    if (origin != stream) {
      origin = stream;
    }
  }

  /** Starts over on a message that was wrapped from outside. */
  void reset() {
    if (parent != null) {
      throw new IllegalStateException("an editor inside another cannot be wrapped");
    }
    owned = false;
    stamp++;
    record++;
    forgetChildren(null);
  }

  <V extends MessageView> V child(int childSlot, V editor) {
    Edit e = editor.edit();
    if (e.parent == null) {
      e.parent = this;
      e.slot = childSlot;
      e.forget();
      children.add(e);
    }
    return editor;
  }

  void adopt(Edit item, EditCursor<?> cursor) {
    item.parent = this;
    item.source = cursor;
    item.forget();
    children.add(item);
  }

  void forget() {
    located = false;
    view.forget();
    forgetChildren(null);
  }

  /** What is inside stands elsewhere now. */
  void forgetChildren(@Nullable Edit except) {
    for (int i = 0; i < children.size(); i++) {
      Edit child = children.get(i);
      if (child != except) {
        child.forget();
      }
    }
  }

  void locate() {
    Edit up = parent;
    if (located || up == null) {
      return;
    }
    if (source != null) {
      source.seek();
    } else {
      MessageView outer = up.view;
      present = outer.has(slot);
      if (present) {
        int level = outer.below(view.type);
        view.bind(outer.array, outer.slots[2 * slot], outer.slots[2 * slot + 1], level);
      } else {
        view.bind(MessageView.NOTHING, 0, 0, outer.depth);
      }
    }
    located = true;
  }

  /** Before each write: the bytes are ours, and this message stands among them. */
  void begin() {
    Edit root = root();
    if (!root.owned) {
      root.acquire();
    }
    locate();
    if (!present) {
      create();
    }
  }

  private void acquire() {
    if (origin != null) {
      origin.acquire(this);
    } else {
      byte[] before = view.array;
      int from = view.from;
      buffer = new Bytes();
      buffer.array = new byte[Math.max(64, view.to - from + 32)];
      buffer.append(before, from, view.to);
      view.bind(buffer.array, 0, buffer.size, view.depth);
    }
    owned = true;
    stamp++;
    forgetChildren(null);
  }

  /** Whether this is an outermost message that nobody has written to and that a stream holds. */
  boolean isFresh() {
    return parent == null && !owned && origin != null && origin.rewrites();
  }

  /** Where a fresh message is to be written anew. */
  Bytes rewrite() {
    return java.util.Objects.requireNonNull(origin).rewrite();
  }

  /** The message was written anew, from a position to the end of the buffer. */
  void rewritten(Bytes into, int from) {
    buffer = into;
    owned = true;
    stamp++;
    view.bind(into.array, from, into.size, view.depth);
    forgetChildren(null);
  }

  private void create() {
    Edit up = java.util.Objects.requireNonNull(parent);
    up.begin();
    int at = up.room(slot, 1, 0);
    Wire.put(up.view.array, at, 0);
    view.bind(up.view.array, at + 1, at + 1, up.view.depth + (view.type.nests() ? 1 : 0));
    present = true;
    located = true;
  }

  /** Makes room for bytes in place of others and returns where they go. */
  int splice(int at, int removed, int inserted) {
    Bytes b = root().buffer;
    int delta = inserted - removed;
    int place = at;
    b.shift(at + removed, delta);
    Edit below = null;
    for (Edit e = this; e != null; e = e.parent) {
      e.view.to += delta;
      e.view.forget();
      e.forgetChildren(below);
      below = e;
    }
    for (Edit e = this; e.parent != null && delta != 0; e = e.parent) {
      int width = e.lengthen(b);
      if (width != 0) {
        place += width;
        for (Edit inner = this; inner != null && inner != e.parent; inner = inner.parent) {
          inner.view.from += width;
        }
        for (Edit any = this; any != null; any = any.parent) {
          any.view.to += width;
        }
      }
    }
    Edit top = this;
    for (Edit e = this; e != null; e = e.parent) {
      e.view.array = b.array;
      top = e;
    }
    top.stamp++;
    return place;
  }

  /** Writes this message's length anew and returns how much wider it got. */
  private int lengthen(Bytes b) {
    int start = Bytes.lengthStart(b.array, view.from);
    int length = view.to - view.from;
    int wider = Wire.sizeOf(length) - (view.from - start);
    b.shift(view.from, wider);
    Wire.put(b.array, start, length);
    return wider;
  }

  /** Room for a field's value, with its tag before it; other members of its oneof go. */
  int room(int place, int prefix, int size) {
    begin();
    Field field = view.type.table[place];
    if (field.oneof() >= 0) {
      clearOthers(field);
    }
    int[] slots = view.slots;
    if (view.has(place)) {
      int start = slots[2 * place];
      if (field.kind().wireType() == Wire.BYTES) {
        start = Bytes.lengthStart(view.array, start);
      }
      int before = slots[2 * place + 1] - start;
      if (before != prefix + size) {
        return splice(start, before, prefix + size);
      }
      root().stamp++;
      return start;
    }
    int from = view.from;
    long before = view.present;
    int at = append(field.tag(), prefix + size);
    if (view.from == from && field.oneof() < 0) {
      slots[2 * place] = at + prefix;
      slots[2 * place + 1] = at + prefix + size;
      view.present = before | 1L << place;
      view.ready = true;
    }
    return at;
  }

  /** Room for one more field at the end of the message. */
  int append(int tag, int size) {
    int tagSize = Wire.sizeOf(tag);
    int at = splice(view.to, 0, tagSize + size);
    return Wire.put(view.array, at, tag);
  }

  private void clearOthers(Field member) {
    Field[] table = view.type.table;
    for (int i = 0; i < table.length; i++) {
      if (table[i] != member && table[i].oneof() == member.oneof()) {
        clear(i);
      }
    }
  }

  /** Removes all occurrences of a field. */
  void clear(int place) {
    if (parent != null) {
      locate();
      if (!present) {
        return;
      }
    }
    int number = view.type.table[place].number();
    for (int at = view.from; at < view.to; ) {
      long opened = Wire.tagAt(view.array, at, view.to);
      int after = Wire.skip(view.array, (int) (opened >>> 32), view.to, (int) opened & 7);
      if ((int) opened >>> 3 == number) {
        int offset = at - view.from;
        int length = after - at;
        begin();
        splice(view.from + offset, length, 0);
        at = view.from + offset;
      } else {
        at = after;
      }
    }
  }

  void replace(byte[] source, int from, int to) {
    begin();
    int at = splice(view.from, view.to - view.from, to - from);
    System.arraycopy(source, from, view.array, at, to - from);
  }

  void int64(int place, long value) {
    if (value == 0 && !view.type.table[place].presence()) {
      clear(place);
    } else {
      int at = room(place, 0, Wire.sizeOf(value));
      Wire.put(view.array, at, value);
    }
  }

  void int32(int place, int value) {
    int64(place, value);
  }

  void uint32(int place, int value) {
    int64(place, value & 0xffffffffL);
  }

  void sint32(int place, int value) {
    int64(place, ((value << 1) ^ (value >> 31)) & 0xffffffffL);
  }

  void bool(int place, boolean value) {
    int64(place, value ? 1 : 0);
  }

  void fixed64(int place, long value) {
    if (value == 0 && !view.type.table[place].presence()) {
      clear(place);
    } else {
      int at = room(place, 0, 8);
      MessageView.LONG.set(view.array, at, value);
    }
  }

  void float64(int place, double value) {
    fixed64(place, Double.doubleToRawLongBits(value));
  }

  void fixed32(int place, int value) {
    if (value == 0 && !view.type.table[place].presence()) {
      clear(place);
    } else {
      int at = room(place, 0, 4);
      MessageView.INT.set(view.array, at, value);
    }
  }

  void string(int place, String value) {
    bytes(place, Slice.utf8(value));
  }

  void bytes(int place, Slice value) {
    if (value.length() == 0 && !view.type.table[place].presence()) {
      clear(place);
      return;
    }
    int prefix = Wire.sizeOf(value.length());
    int at = room(place, prefix, value.length());
    at = Wire.put(view.array, at, value.length());
    System.arraycopy(value.array(), value.offset(), view.array, at, value.length());
  }

  /** One more value of a repeated field of strings or messages. */
  void add(int place, byte[] source, int from, int to) {
    if (parent == null) {
      addToOutermost(view.type.table[place].tag(), source, from, to);
      return;
    }
    begin();
    int length = to - from;
    int at = append(view.type.table[place].tag(), Wire.sizeOf(length) + length);
    at = Wire.put(view.array, at, length);
    System.arraycopy(source, from, view.array, at, length);
  }

  /** The outermost message ends where its buffer ends: nothing behind it has to move. */
  private void addToOutermost(int tag, byte[] source, int from, int to) {
    if (!owned) {
      acquire();
    }
    Bytes b = buffer;
    b.field(tag, source, from, to);
    view.bind(b.array, view.from, b.size, view.depth);
    stamp++;
    forgetChildren(null);
  }

  void addString(int place, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    add(place, utf8, 0, utf8.length);
  }

  /** All values of a repeated number field, packed, given as they stand on the wire. */
  void packed(int place, long[] raw) {
    clear(place);
    if (raw.length == 0) {
      return;
    }
    boolean fixed = view.type.table[place].kind().wireType() == Wire.FIXED64;
    int size = fixed ? 8 * raw.length : 0;
    for (int i = 0; i < raw.length && !fixed; i++) {
      size += Wire.sizeOf(raw[i]);
    }
    begin();
    int tag = Wire.tag(view.type.table[place].number(), Wire.BYTES);
    int at = append(tag, Wire.sizeOf(size) + size);
    at = Wire.put(view.array, at, size);
    for (long value : raw) {
      if (fixed) {
        MessageView.LONG.set(view.array, at, value);
        at += 8;
      } else {
        at = Wire.put(view.array, at, value);
      }
    }
  }
}
