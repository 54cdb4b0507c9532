package io.beltline.components.documents;

import java.nio.charset.StandardCharsets;

/** Whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  static boolean isValid(byte[] b, int from, int to) {
    int i = from;
    while (i < to) {
      if (b[i] >= 0) {
        i++;
        continue;
      }
      int length = sequence(b, i, to);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** The same text with U+FFFD where it was none. */
  static byte[] mend(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }

  /** The length of the sequence of several bytes that starts here, or 0 if there is none. */
  private static int sequence(byte[] b, int at, int to) {
    int lead = b[at] & 0xff;
    if (lead >= 0xc2 && lead <= 0xdf) {
      return at + 1 < to && next(b[at + 1], 0x80, 0xbf) ? 2 : 0;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      return at + 2 < to
              && next(b[at + 1], lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf)
              && next(b[at + 2], 0x80, 0xbf)
          ? 3
          : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      return at + 3 < to
              && next(b[at + 1], lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf)
              && next(b[at + 2], 0x80, 0xbf)
              && next(b[at + 3], 0x80, 0xbf)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean next(byte b, int lowest, int highest) {
    int value = b & 0xff;
    return value >= lowest && value <= highest;
  }
}
