package io.beltline.model.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Walks attributes. Key and value of the current one are at hand without a view in between.
 *
 * <p>An attribute that is written as usual (key, value, short lengths, nothing else) is read in one
 * go by {@link #next}; {@link #item} binds its view only when it is asked for. Others are read
 * through that view.
 */
public abstract sealed class AttributeCursor extends Cursor<KeyValueView> permits AttributesView {
  static final int KEY_TAG = KeyValueView.KEY << 3 | Wire.BYTES;
  private static final int VALUE_TAG = KeyValueView.VALUE << 3 | Wire.BYTES;

  /** A value's head, then a text's: tag, length, tag, and a length that is 2 less. */
  private static final int TEXT =
      (VALUE_TAG | (AnyValueView.STRING_VALUE << 3 | Wire.BYTES) << 16) - (2 << 24);

  /** A word of tag, length, tag, length: all but the lengths' bits, where these take a byte. */
  static final int SHORT_HEADS = 0x80ff80ff;

  /** A value's head, then an integer's: tag, length 2, tag. Its one byte follows. */
  private static final int SHORT_INT =
      VALUE_TAG | 2 << 8 | (AnyValueView.INT_VALUE << 3 | Wire.VARINT) << 16;

  private static final int BOTH_SIZES = 1 << 24 | 1 << 8;

  private final ByteRange key = new ByteRange();
  private final ByteRange content = new ByteRange();
  private @Nullable MessageView owner;

  private boolean bound;
  private int usualHeads;
  private int itemFrom;
  private int itemTo;

  private int valueFrom;

  /** Which member the AnyValue has, or -1 if the attribute is to be read through its view. */
  private int member;

  AttributeCursor() {
    super(new KeyValueView());
  }

  @SuppressWarnings("ReferenceEquality") // the same message or another
  final void show(MessageView message, int place) {
    if (owner != message) {
      owner = message;
    }
    slot = place;
    unread();
  }

  /** Lets the next step look for the first attribute. */
  final void unread() {
    at = -1;
    end = 0;
  }

  final MessageView owner() {
    MessageView message = owner;
    if (message == null) {
      throw new IllegalStateException("attributes of nothing");
    }
    return message;
  }

  @Override
  public final boolean next() {
    return usual() || (at < end && rest());
  }

  /** Reads all heads of an attribute as two words, where they are as usual. */
  private boolean usual() {
    byte[] b = array;
    int p = at;
    int limit = end;
    if (limit - p < 8) {
      return false;
    }
    int heads = (int) MessageView.INT.get(b, p);
    int to = p + 2 + (heads >> 8 & 0x7f);
    int value = p + 4 + (heads >>> 24);
    int size = to - value - 2;
    if ((heads & SHORT_HEADS) != usualHeads || to > limit || size < 2) {
      return false;
    }
    int second = (int) MessageView.INT.get(b, value);
    int found;
    if (second == TEXT + size * BOTH_SIZES) {
      found = AnyValueView.STRING_VALUE;
    } else if (second >= 0 && second << 8 == SHORT_INT << 8 && size == 2) {
      found = AnyValueView.INT_VALUE;
    } else {
      found =
          (second & 0xffff) == (VALUE_TAG | size << 8) ? UsualLayout.member(b, value + 2, to) : -1;
      if (found < 0) {
        return false;
      }
    }
    at = to;
    itemFrom = p + 2;
    itemTo = to;
    valueFrom = value + 2;
    member = found;
    bound = false;
    return true;
  }

  /** The first step, other fields before the next attribute, and unusual attributes. */
  private boolean rest() {
    if (at < 0) {
      start(owner(), slot);
      usualHeads = tag | KEY_TAG << 16;
      return usual() || (at < end && others());
    }
    return others();
  }

  private boolean others() {
    int limit = end;
    while (at < limit && array[at] != tag) {
      long opened = Wire.tagAt(array, at, limit);
      if ((int) opened == tag) {
        break;
      }
      at = Wire.skip(array, (int) (opened >>> 32), limit, (int) opened & 7);
    }
    return at < limit && (usual() || unusual());
  }

  private boolean unusual() {
    member = -1;
    bound = true;
    return super.next();
  }

  @Override
  public final KeyValueView item() {
    if (!bound) {
      bound = true;
      item.bind(array, itemFrom, itemTo, depth);
    }
    return item;
  }

  /** The key of the current attribute. */
  public final String key() {
    return keyUtf8().toUtf8();
  }

  /** The bytes of the current attribute's key, in a range that is reused. */
  public final ByteRange keyUtf8() {
    return member >= 0 ? key.set(array, itemFrom + 2, valueFrom - 2) : item().keyUtf8();
  }

  /** The value of the current attribute, through a view that is reused. */
  public final AnyValueView value() {
    return item().value();
  }

  /** The number of the member that the current value has set, or 0. */
  public final int valueCase() {
    return member >= 0 ? member : value().valueCase();
  }

  /** The bytes of the current value if it is a text, in a range that is reused; else none. */
  public final ByteRange stringValueUtf8() {
    return member >= 0 ? content(AnyValueView.STRING_VALUE) : value().stringValueUtf8();
  }

  /** The current value if it is bytes, in a range that is reused; else none. */
  public final ByteRange bytesValue() {
    return member >= 0 ? content(AnyValueView.BYTES_VALUE) : value().bytesValue();
  }

  private ByteRange content(int kind) {
    int to = itemTo;
    return content.set(array, member == kind ? valueFrom + 2 : to, to);
  }

  /** The current value if it is an integer, or 0. */
  public final long intValue() {
    return member >= 0 ? number(AnyValueView.INT_VALUE) : value().intValue();
  }

  /** The current value if it is a boolean, or false. */
  public final boolean boolValue() {
    return member >= 0 ? number(AnyValueView.BOOL_VALUE) != 0 : value().boolValue();
  }

  private long number(int kind) {
    return member == kind ? Wire.varint(array, valueFrom + 1, itemTo) : 0;
  }

  /** The current value if it is a floating-point number, or 0. */
  public final double doubleValue() {
    if (member < 0) {
      return value().doubleValue();
    }
    return member == AnyValueView.DOUBLE_VALUE
        ? Double.longBitsToDouble((long) MessageView.LONG.get(array, valueFrom + 1))
        : 0;
  }
}
