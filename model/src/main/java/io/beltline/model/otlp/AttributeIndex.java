package io.beltline.model.otlp;

import java.util.Arrays;

/**
 * Where the attributes of a record stand, so that it is read once for all that is looked up in it.
 *
 * <p>It holds for one state of an outermost message: what {@link AttributesEditor} writes is noted
 * here, any other write makes it worthless. Attributes that are not written as usual, and those
 * behind them, are not in it: a look-up goes on behind {@link #known} by reading. Positions count
 * from the start of the message, which moves when it is first written to.
 */
final class AttributeIndex {
  /** More attributes than records have; those beyond are found by reading. */
  private static final int MOST = 256;

  private int[] places = new int[16];
  private int[] marks = new int[16];
  private int count;
  private int known;
  private int stamp;
  private int record;
  private boolean often;

  AttributeIndex() {}

  /** What is compared before the key itself: its length and three bytes, if it has so many. */
  static int mark(byte[] key) {
    int mark = key.length;
    for (int i = 0; i < Math.min(3, key.length); i++) {
      mark |= (key[i] & 0xff) << (8 * (i + 1));
    }
    return mark;
  }

  /** The same of an attribute's first eight bytes, which are two heads and the key behind them. */
  static int mark(long word, int length) {
    int mark = (int) (word >>> 24);
    return length >= 3 ? mark : mark & ((1 << (8 * (length + 1))) - 1);
  }

  /** Whether it holds for what an editor has. */
  boolean holds(Edit edit) {
    return stamp == edit.stamp;
  }

  /**
   * Whether a record is worth to be noted: if it was asked about before, or the one before it was
   * asked about more than once.
   */
  boolean isWorthIt(Edit edit) {
    boolean again = record == edit.record;
    boolean worth = again || often;
    often = again;
    record = edit.record;
    return worth;
  }

  /** Tells that the record is asked about once more. */
  void askedAgain() {
    often = true;
  }

  /** Up to where all attributes are in it. */
  int known() {
    return known;
  }

  /** Notes the attributes of a message. */
  void read(Edit edit, int tag) {
    MessageView message = edit.view;
    byte[] b = message.array;
    int usual = tag | AttributeCursor.KEY_TAG << 16;
    int from = message.from;
    int to = message.to;
    int n = 0;
    int p = from;
    while (p <= to - Long.BYTES && n < MOST) {
      long word = (long) MessageView.LONG.get(b, p);
      int heads = (int) word;
      int size;
      if ((heads & AttributeCursor.SHORT_HEADS) == usual) {
        size = 2 + (heads >> 8 & 0x7f);
        int key = heads >>> 24;
        if (key == 0 || key > size - 4 || size > to - p) {
          break;
        }
        if (n == places.length) {
          grow();
        }
        places[n] = p - from;
        marks[n++] = mark(word, key);
      } else {
        size = (byte) heads == tag ? Integer.MAX_VALUE : Wire.usualField(b, p, to);
        if (size > to - p) {
          break;
        }
      }
      p += size;
    }
    count = n;
    known = p - from;
    stamp = edit.stamp;
  }

  private void grow() {
    places = Arrays.copyOf(places, 2 * places.length);
    marks = Arrays.copyOf(marks, 2 * marks.length);
  }

  /** The first attribute of a key at or behind a place, or -1. */
  int find(AttributeKey key, MessageView message, int behind) {
    int wanted = key.mark;
    int[] all = marks;
    for (int i = 0; i < count; i++) {
      if (all[i] == wanted
          && places[i] >= behind
          && ByteRange.starts(message.array, message.from + places[i] + 4, key.utf8)) {
        return i;
      }
    }
    return -1;
  }

  /** Where an attribute starts. */
  int place(int entry) {
    return places[entry];
  }

  /** Follows a write that put an attribute behind all else. */
  void added(AttributeKey key, int place, Edit edit) {
    int size = edit.view.to - edit.view.from;
    boolean usual = size - place < 0x80 && key.mark >= 0;
    if (known == place && usual && count < MOST) {
      if (count == places.length) {
        grow();
      }
      places[count] = place;
      marks[count++] = key.mark;
      known = size;
    }
    stamp = edit.stamp;
  }

  /** Follows a write that gave an attribute another size, 0 if it is gone. */
  void resized(int entry, int before, int size, Edit edit) {
    if (entry >= 0) {
      if (size > 0x7f) {
        return;
      }
      for (int i = entry + 1; i < count; i++) {
        places[i] += size - before;
      }
      known += size - before;
      if (size == 0) {
        count--;
        System.arraycopy(places, entry + 1, places, entry, count - entry);
        System.arraycopy(marks, entry + 1, marks, entry, count - entry);
      }
    }
    stamp = edit.stamp;
  }
}
