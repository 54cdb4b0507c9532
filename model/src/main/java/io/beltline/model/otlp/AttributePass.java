package io.beltline.model.otlp;

import io.beltline.model.MalformedTelemetryException;
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
  private int growth;

  AttributePass() {}

  /**
   * Looks for the attributes. False if the record is not written as usual, or has a key twice: then
   * each edit has to look for itself.
   */
  boolean read(AttributeEdits edits, byte[] b, int from, int to, int tag) {
    int usual = tag | AttributeCursor.KEY_TAG << 16;
    long likely = edits.likely;
    Arrays.fill(places, 0, edits.size(), ABSENT);
    found = 0;
    int p = from;
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
        if ((likely >>> AttributeEdits.likeness(word >>> 24) & 1) != 0
            && !note(edits, b, p, size, AttributeIndex.mark(word, key))) {
          return false;
        }
      } else {
        if ((byte) heads == tag) {
          return false;
        }
        size = Wire.shortSize(heads);
        if (size > to - p) {
          size = Wire.usualField(b, p, to);
          if (size > to - p) {
            return false;
          }
        }
      }
      p += size;
    }
    return p == to || endsWithout(b, p, to, tag);
  }

  /** Notes where an attribute stands if one of the edits is for it; false if it is there twice. */
  private boolean note(AttributeEdits edits, byte[] b, int p, int size, int mark) {
    int[] marks = edits.marks;
    for (int i = 0; i < marks.length; i++) {
      if (mark == marks[i] && ByteRange.starts(b, p + 4, edits.keys[i].utf8)) {
        if (places[i] != ABSENT) {
          return false;
        }
        places[i] = p;
        sizes[i] = size;
        order[found++] = i;
        return true;
      }
    }
    return true;
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

  /** Whether the edits change what was read; then {@link #growth} says by how many bytes. */
  boolean changes(AttributeEdits edits, byte[] b) {
    boolean any = false;
    int more = 0;
    for (int i = 0; i < edits.size(); i++) {
      byte[] field = edits.fields[i];
      if (places[i] == ABSENT) {
        if (edits.adds[i]) {
          more += field.length;
          any = true;
        }
      } else if (edits.replaces[i]) {
        more += field.length - sizes[i];
        any |= isOther(field, i, b);
      }
    }
    growth = more;
    return any;
  }

  /** How much longer the record becomes. */
  int growth() {
    return growth;
  }

  private boolean isOther(byte[] field, int i, byte[] b) {
    int from = places[i] + 1;
    return !Arrays.equals(
        b, from, places[i] + sizes[i], field, Math.min(1, field.length), field.length);
  }

  /** Writes the record as edited behind all else. */
  void write(AttributeEdits edits, byte[] b, int from, int to, int tag, Bytes out) {
    out.room(to - from + growth);
    byte[] target = out.array;
    int at = out.size;
    int p = from;
    for (int k = 0; k < found; k++) {
      int i = order[k];
      if (edits.replaces[i]) {
        int length = places[i] - p;
        System.arraycopy(b, p, target, at, length);
        at = put(edits.fields[i], tag, target, at + length);
        p = places[i] + sizes[i];
      }
    }
    System.arraycopy(b, p, target, at, to - p);
    at += to - p;
    for (int i = 0; i < edits.size(); i++) {
      if (places[i] == ABSENT && edits.adds[i]) {
        at = put(edits.fields[i], tag, target, at);
      }
    }
    out.size = at;
  }

  private static int put(byte[] field, int tag, byte[] target, int at) {
    if (field.length > 0) {
      System.arraycopy(field, 0, target, at, field.length);
      target[at] = (byte) tag;
    }
    return at + field.length;
  }
}
