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

  private static final int BOTH_SIZES = 1 << 24 | 1 << 8;

  /** A word of tag, length, tag, length: all but the lengths' bits, where these take a byte. */
  static final int SHORT_HEADS = 0x80ff80ff;

  /** A value's head, then the tag of a truth value or a whole number: these differ by a bit. */
  private static final int VARINT = VALUE_TAG | (AnyValueView.BOOL_VALUE << 3 | Wire.VARINT) << 16;

  private static final int ANY_VARINT = 0xf7ffff;

  /** {@link #at} before the first step. */
  private static final int UNREAD = -1;

  private final ByteRange key = new ByteRange();
  private final ByteRange content = new ByteRange();
  private final ByteRange none = new ByteRange();
  private @Nullable MessageView owner;
  private int usualHeads;

  /** Up to where an attribute may start for all its heads to be read as two words. */
  private int lastUsual;

  /** Which member the AnyValue has, or -1 if the attribute is to be read through its view. */
  private int member;

  /** Where the key of the attribute starts that the view is bound to. */
  private int bound;

  AttributeCursor() {
    super(new KeyValueView());
  }

  @SuppressWarnings("ReferenceEquality") // the same message or another
  final void hold(MessageView message, int place) {
    if (owner != message) { // a reference in an old object costs the garbage collector's barrier
      owner = message;
    }
    slot = place;
    unread();
  }

  final void show(MessageView message, int place) {
    hold(message, place);
    if (message.ready) {
      begin(message);
    }
  }

  /** Lets the next step look for the first attribute. */
  final void unread() {
    at = UNREAD;
    end = 0;
    lastUsual = UNREAD - 1;
  }

  final MessageView owner() {
    MessageView message = owner;
    if (message == null) {
      throw new IllegalStateException("attributes of nothing");
    }
    return message;
  }

  private void begin(MessageView message) {
    start(message, slot);
    prepare();
  }

  private void prepare() {
    lastUsual = end - Long.BYTES;
    usualHeads = tag | KEY_TAG << 16;
    key.in(array);
    content.in(array);
    bound = UNREAD;
  }

  /** Goes to an attribute whose place in the message is known; there is none behind it. */
  @SuppressWarnings("ReferenceEquality") // the same array or another
  final void goTo(MessageView message, int from, int to) {
    if (array != message.array) {
      array = message.array;
    }
    tag = message.type.table[slot].tag();
    depth = message.below(item.type);
    at = from;
    end = to;
    prepare();
    next();
  }

  @Override
  public final boolean next() {
    return usual() || (at < end && rest());
  }

  /**
   * Reads all heads of an attribute as two words, where they are as usual. That it ends inside its
   * message was seen by the message's scan.
   */
  private boolean usual() {
    byte[] b = array;
    int p = at;
    if (p > lastUsual) {
      return false;
    }
    int heads = (int) MessageView.INT.get(b, p);
    int keySize = heads >>> 24;
    int size = (heads >> 8 & 0x7f) - keySize - 4;
    if ((heads & SHORT_HEADS) != usualHeads || size < 2) {
      return false;
    }
    int second = p + 4 + keySize;
    int word = (int) MessageView.INT.get(b, second);
    if (word == TEXT + size * BOTH_SIZES) {
      member = AnyValueView.STRING_VALUE;
      content.at(second + 4, size - 2);
    } else if ((word & ANY_VARINT) == (VARINT | size << 8)
        && (size == 2 ? word >= 0 : size == 3 && word < 0 && b[second + 4] >= 0)) {
      member = word >>> 19 & 3;
      content.at(second + 3, size - 1);
    } else if (!other(b, word, second + 2 + size, size)) {
      return false;
    }
    key.at(p + 4, keySize);
    at = second + 2 + size;
    return true;
  }

  private boolean other(byte[] b, int word, int to, int size) {
    int from = to - size;
    int found = (word & 0xffff) == (VALUE_TAG | size << 8) ? UsualLayout.member(b, from, to) : -1;
    if (found < 0) {
      return false;
    }
    int head = (b[from] & 7) == Wire.BYTES ? 2 : 1;
    member = found;
    content.at(from + head, size - head);
    return true;
  }

  /** The first step, other fields before the next attribute, and unusual attributes. */
  private boolean rest() {
    if (at == UNREAD) {
      begin(owner());
      return next();
    }
    int limit = end;
    int p = at;
    while (p < limit && array[p] != tag) {
      int size =
          p <= lastUsual ? Wire.shortSize((int) MessageView.INT.get(array, p)) : Integer.MAX_VALUE;
      if (size <= limit - p) {
        p += size;
        continue;
      }
      long opened = Wire.tagAt(array, p, limit);
      if ((int) opened == tag) {
        break;
      }
      p = Wire.skip(array, (int) (opened >>> 32), limit, (int) opened & 7);
    }
    at = p;
    return p < limit && (usual() || unusual());
  }

  private boolean unusual() {
    member = -1;
    return super.next();
  }

  @Override
  public final KeyValueView item() {
    if (member >= 0 && bound != key.offset()) {
      bound = key.offset();
      item.bind(array, bound - 2, at, depth);
    }
    return item;
  }

  /** The key of the current attribute. */
  public final String key() {
    return keyUtf8().toUtf8();
  }

  /** The bytes of the current attribute's key, in a range that is reused. */
  public final ByteRange keyUtf8() {
    return member >= 0 ? key : item().keyUtf8();
  }

  /** The value of the current attribute, through a view that is reused. */
  public final AnyValueView value() {
    return item().value();
  }

  /** The number of the member that the current value has set, or 0. */
  public final int valueCase() {
    int found = member;
    return found >= 0 ? found : value().valueCase();
  }

  /** The bytes of the current value if it is a text, in a range that is reused; else none. */
  public final ByteRange stringValueUtf8() {
    int found = member;
    return found == AnyValueView.STRING_VALUE
        ? content
        : found >= 0 ? none : value().stringValueUtf8();
  }

  /** The current value if it is bytes, in a range that is reused; else none. */
  public final ByteRange bytesValue() {
    int found = member;
    return found == AnyValueView.BYTES_VALUE ? content : found >= 0 ? none : value().bytesValue();
  }

  /** The current value if it is an integer, or 0. */
  public final long intValue() {
    int found = member;
    return found == AnyValueView.INT_VALUE ? varint() : found >= 0 ? 0 : value().intValue();
  }

  /** The current value if it is a boolean, or false. */
  public final boolean boolValue() {
    int found = member;
    return found == AnyValueView.BOOL_VALUE ? varint() != 0 : found < 0 && value().boolValue();
  }

  private long varint() {
    return Wire.varint(array, content.offset(), at);
  }

  /** The current value if it is a floating-point number, or 0. */
  public final double doubleValue() {
    int found = member;
    return found == AnyValueView.DOUBLE_VALUE
        ? Double.longBitsToDouble((long) MessageView.LONG.get(array, content.offset()))
        : found >= 0 ? 0 : value().doubleValue();
  }
}
