package io.beltline.model.otlp;

/**
 * Reads small messages that look as all writers write them, with one look at each byte that counts.
 *
 * <p>Each method either leaves the slots as the general scan would, or says no and leaves the work
 * to it: for fields that are unknown, repeated or out of order, and for long or padded lengths.
 */
final class UsualLayout {
  private static final int KEY_TAG = 1 << 3 | Wire.BYTES;
  private static final int VALUE_TAG = 2 << 3 | Wire.BYTES;

  private static final int TEXT_TAG = AnyValueView.STRING_VALUE << 3 | Wire.BYTES;
  private static final int BOOL_TAG = AnyValueView.BOOL_VALUE << 3 | Wire.VARINT;
  private static final int INT_TAG = AnyValueView.INT_VALUE << 3 | Wire.VARINT;
  private static final int DOUBLE_TAG = AnyValueView.DOUBLE_VALUE << 3 | Wire.FIXED64;
  private static final int ARRAY_TAG = AnyValueView.ARRAY_VALUE << 3 | Wire.BYTES;
  private static final int MAP_TAG = AnyValueView.KVLIST_VALUE << 3 | Wire.BYTES;
  private static final int BYTES_TAG = AnyValueView.BYTES_VALUE << 3 | Wire.BYTES;

  private UsualLayout() {}

  /** A KeyValue: a key, then a value, and nothing else. */
  static boolean keyValue(MessageView view) {
    byte[] b = view.array;
    int from = view.from;
    int to = view.to;
    if (to - from < 4 || b[from] != KEY_TAG) {
      return false;
    }
    int length = b[from + 1];
    int keyTo = from + 2 + length;
    if (length < 0 || keyTo > to - 2 || b[keyTo] != VALUE_TAG || b[keyTo + 1] != to - keyTo - 2) {
      return false;
    }
    int[] slots = view.slots;
    slots[0] = from + 2;
    slots[1] = keyTo;
    slots[2] = keyTo + 2;
    slots[3] = to;
    view.present = 3;
    return true;
  }

  /** An AnyValue: one member. Its members are numbered from 1 in the order of their slots. */
  static boolean anyValue(MessageView view) {
    byte[] b = view.array;
    int from = view.from;
    int to = view.to;
    if (to - from < 2) {
      return false;
    }
    int member = member(b, from, to);
    if (member < 0) {
      return false;
    }
    int slot = member - 1;
    int[] slots = view.slots;
    slots[2 * slot] =
        from + (member <= AnyValueView.DOUBLE_VALUE && member != AnyValueView.STRING_VALUE ? 1 : 2);
    slots[2 * slot + 1] = to;
    view.present = 1L << slot;
    return true;
  }

  /** Which member an AnyValue has, and nothing else: 0 for none, -1 if it looks otherwise. */
  static int member(byte[] b, int from, int to) {
    if (to - from < 2) {
      return to == from ? 0 : -1;
    }
    int tag = b[from];
    if (tag == TEXT_TAG) {
      return b[from + 1] == to - from - 2 ? AnyValueView.STRING_VALUE : -1;
    }
    return holdsOther(b, tag, from + 1, to) ? tag >>> 3 : -1;
  }

  private static boolean holdsOther(byte[] b, int tag, int at, int to) {
    return switch (tag) {
      case BOOL_TAG, INT_TAG -> to - at <= 10 && b[to - 1] >= 0 && Wire.skipVarint(b, at, to) == to;
      case DOUBLE_TAG -> to - at == 8;
      case ARRAY_TAG, MAP_TAG, BYTES_TAG -> b[at] == to - at - 1;
      default -> false;
    };
  }
}
