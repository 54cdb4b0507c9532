package io.beltline.model.otlp;

import org.jspecify.annotations.Nullable;

/** The attributes of something: a cursor over them, and look-up by key. */
public sealed class AttributesView extends AttributeCursor permits AttributesEditor {
  private final ByteRange spread = new ByteRange();
  private @Nullable KeyValueView found;

  /** Where the attribute starts that {@link #locate} found: its tag, its content, its end. */
  int foundTag;

  int foundFrom;
  int foundTo;

  /** Attributes of nothing yet. */
  public AttributesView() {}

  AttributesView of(MessageView message, int place) {
    show(message, place);
    return this;
  }

  /** How many attributes there are, duplicates included. */
  public final int count() {
    Cursor<KeyValueView> walk = new Cursor<>(item);
    walk.start(owner(), slot);
    return walk.remaining();
  }

  /**
   * The bytes from the tag of the first attribute to the end of the last, in a range that is
   * reused: equal bytes are equal attributes. Null where another field stands between two of them.
   */
  public final @Nullable ByteRange spread() {
    MessageView message = owner();
    message.size(); // an editor may have to find its place first
    if (!message.has(slot)) {
      return spread.set(message.array, message.from, message.from);
    }
    byte[] b = message.array;
    int from = message.slots[2 * slot];
    int limit = message.slots[2 * slot + 1];
    int wanted = message.type.table[slot].tag();
    for (int p = from; p < limit; ) {
      if (b[p] == wanted && p + 1 < limit && b[p + 1] >= 0) {
        p += 2 + b[p + 1]; // that it ends inside its message was seen by the message's scan
        continue;
      }
      long opened = Wire.tagAt(b, p, limit);
      if ((int) opened != wanted) {
        return null;
      }
      p = Wire.skip(b, (int) (opened >>> 32), limit, wanted & 7);
    }
    return spread.set(b, from, limit);
  }

  /** True if there is an attribute of this key. */
  public final boolean contains(AttributeKey key) {
    return locate(key, -1);
  }

  /** True if there is an attribute of this key. */
  public final boolean contains(String key) {
    return contains(AttributeKey.of(key));
  }

  /**
   * Goes to the first attribute of a key, so that its value is at hand as in a walk, and says
   * whether there is one. A walk that was under way is over.
   */
  public final boolean seek(AttributeKey key) {
    if (!locate(key, -1)) {
      return false;
    }
    goTo(owner(), foundTag, foundTo);
    return true;
  }

  /** The value of the first attribute of a key, or null. The view is reused by the next call. */
  public final @Nullable AnyValueView find(AttributeKey key) {
    if (!locate(key, -1)) {
      return null;
    }
    KeyValueView view = found;
    if (view == null) {
      view = new KeyValueView();
      found = view;
    }
    MessageView message = owner();
    view.bind(message.array, foundFrom, foundTo, message.depth);
    return view.value();
  }

  /** The value of the first attribute of a key, or null. The view is reused by the next call. */
  public final @Nullable AnyValueView find(String key) {
    return find(AttributeKey.of(key));
  }

  /** The value of the first attribute of a key as text, or null. */
  public final @Nullable String string(AttributeKey key) {
    AnyValueView value = find(key);
    return value == null ? null : value.asString();
  }

  /** The value of the first attribute of a key as text, or null. */
  public final @Nullable String string(String key) {
    return string(AttributeKey.of(key));
  }

  /** Finds the first attribute of a key behind a position. Reads no further than needed. */
  boolean locate(AttributeKey key, int behind) {
    return read(key.utf8, behind);
  }

  /** The same by reading the message. */
  final boolean read(byte[] key, int behind) {
    MessageView message = owner();
    message.size(); // an editor may have to find its place first
    byte[] b = message.array;
    int p = message.from;
    int limit = message.to;
    if (message.ready) {
      if (!message.has(slot)) {
        return false;
      }
      p = message.slots[2 * slot];
      limit = message.slots[2 * slot + 1];
    }
    p = Math.max(p, behind);
    int wanted = message.type.table[slot].tag();
    while (true) {
      p = skipUsual(b, p, limit, wanted, key.length);
      if (p >= limit) {
        return false;
      }
      int tagAt = p;
      long opened = Wire.tagAt(b, p, limit);
      int value = (int) (opened >>> 32);
      if ((int) opened == wanted) {
        long content = Wire.open(b, value, limit);
        p = (int) content;
        int from = (int) (content >>> 32);
        if (hasKey(b, from, p, key)) {
          foundTag = tagAt;
          foundFrom = from;
          foundTo = p;
          return true;
        }
      } else {
        p = Wire.skip(b, value, limit, (int) opened & 7);
      }
    }
  }

  /**
   * Goes over fields that look as usual, and stops at an attribute whose key has a length, at any
   * other field, or at the limit. A call in this loop would cost more than the loop.
   */
  private static int skipUsual(byte[] b, int from, int limit, int wanted, int length) {
    int usual = wanted | KEY_TAG << 16;
    int p = from;
    int last = limit - Integer.BYTES;
    while (p <= last) {
      int heads = (int) MessageView.INT.get(b, p);
      int size = 2 + (heads >> 8 & 0x7f);
      if ((heads & SHORT_HEADS) == usual) {
        if (heads >>> 24 == length || size < Integer.BYTES) {
          break;
        }
      } else {
        size = (byte) heads == wanted ? Integer.MAX_VALUE : Wire.shortSize(heads);
      }
      if (size > limit - p) {
        break;
      }
      p += size;
    }
    return p;
  }

  private static boolean hasKey(byte[] b, int from, int to, byte[] key) {
    int size = key.length;
    if (to - from >= 2 && b[from] == KEY_TAG && b[from + 1] >= 0) {
      return b[from + 1] == size
          && from + 2 + size <= to
          && ByteRange.same(b, from + 2, from + 2 + size, key);
    }
    int keyFrom = 0;
    int keyTo = 0;
    for (int p = from; p < to; ) {
      long opened = Wire.tagAt(b, p, to);
      int value = (int) (opened >>> 32);
      p = Wire.skip(b, value, to, (int) opened & 7);
      if ((int) opened == KEY_TAG) {
        keyFrom = (int) (Wire.open(b, value, to) >>> 32);
        keyTo = p;
      }
    }
    return ByteRange.same(b, keyFrom, keyTo, key);
  }
}
