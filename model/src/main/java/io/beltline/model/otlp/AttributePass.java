package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.util.Arrays;

/**
 * Makes {@link AttributeEdits} to a record in one pass over what it is and one over what it
 * becomes. One thread.
 */
final class AttributePass {
  private static final int ABSENT = -1;

  /** Where the attribute of each edit stands, and its size with tag and length. */
  private final int[] places = new int[AttributeEdits.MOST];

  private final int[] sizes = new int[AttributeEdits.MOST];

  /** The edits whose attributes are there, in the order of these. */
  private final int[] order = new int[AttributeEdits.MOST];

  private int found;

  AttributePass() {}

  /**
   * Looks for the attributes. False if the record is not written as usual, or has a key twice: then
   * each edit has to look for itself.
   */
  boolean read(AttributeEdits edits, MessageView message, int tag) {
    byte[] b = message.array;
    int to = message.to;
    int usual = tag | AttributeCursor.KEY_TAG << 16;
    int[] marks = edits.marks;
    int[] at = places;
    for (int i = 0; i < marks.length; i++) {
      at[i] = ABSENT;
    }
    found = 0;
    int p = message.from;
    while (p <= to - Long.BYTES) {
      long word = (long) MessageView.LONG.get(b, p);
      int heads = (int) word;
      int size;
      if ((heads & AttributeCursor.SHORT_HEADS) == usual) {
        size = 2 + (heads >> 8 & 0x7f);
        int key = heads >>> 24;
        if (key == 0 || key > size - 4 || size > to - p) {
          return false;
        }
        int mark = AttributeIndex.mark(word, key);
        for (int i = 0; i < marks.length; i++) {
          if (mark == marks[i] && ByteRange.starts(b, p + 4, edits.keys[i].utf8)) {
            if (at[i] != ABSENT) {
              return false;
            }
            at[i] = p;
            sizes[i] = size;
            order[found++] = i;
            break;
          }
        }
      } else {
        size = (byte) heads == tag ? Integer.MAX_VALUE : Wire.usualField(b, p, to);
        if (size > to - p) {
          return false;
        }
      }
      p += size;
    }
    return p == to || endsWithout(b, p, to, tag);
  }

  /** Whether the last bytes are whole fields of another kind. */
  private static boolean endsWithout(byte[] b, int from, int to, int tag) {
    try {
      int p = from;
      while (p < to) {
        long opened = Wire.tagAt(b, p, to);
        if ((int) opened == tag) {
          return false;
        }
        p = Wire.skip(b, (int) (opened >>> 32), to, (int) opened & 7);
      }
      return true;
    } catch (MalformedTelemetryException damaged) {
      return false; // each edit meets it, or does not come so far
    }
  }

  /** Whether the edits change what was read. */
  boolean changes(AttributeEdits edits, byte[] b) {
    for (int i = 0; i < edits.size(); i++) {
      boolean there = places[i] != ABSENT;
      boolean change =
          switch (edits.kinds[i]) {
            case INSERT -> !there;
            case DELETE -> there;
            case UPDATE -> there && isOther(edits, i, b);
            case UPSERT -> !there || isOther(edits, i, b);
          };
      if (change) {
        return true;
      }
    }
    return false;
  }

  private boolean isOther(AttributeEdits edits, int i, byte[] b) {
    Slice value = java.util.Objects.requireNonNull(edits.values[i]).encoded();
    int from = places[i] + 2;
    return !Arrays.equals(
        b, from, places[i] + sizes[i], value.array(), value.offset(), value.end());
  }

  /** Writes the record as edited behind all else. */
  void write(AttributeEdits edits, byte[] b, int from, int to, int tag, Bytes out) {
    out.room(to - from + edits.growth);
    int p = from;
    for (int k = 0; k < found; k++) {
      int i = order[k];
      Attribute value = edits.values[i];
      if (value == null || edits.kinds[i] != AttributeEdits.Kind.INSERT) {
        out.append(b, p, places[i]);
        p = places[i] + sizes[i];
        if (value != null) {
          add(value, tag, out);
        }
      }
    }
    out.append(b, p, to);
    for (int i = 0; i < edits.size(); i++) {
      Attribute value = edits.values[i];
      if (places[i] == ABSENT && value != null && edits.kinds[i] != AttributeEdits.Kind.UPDATE) {
        add(value, tag, out);
      }
    }
  }

  private static void add(Attribute attribute, int tag, Bytes out) {
    Slice value = attribute.encoded();
    out.field(tag, value.array(), value.offset(), value.end());
  }
}
