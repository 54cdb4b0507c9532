package io.beltline.model.otlp;

/**
 * UTF-8 as RFC 3629 has it: no overlong forms, no halves of surrogate pairs, nothing over U+10FFFF.
 */
final class Utf8 {
  private Utf8() {}

  /** How long the sequence is that begins at a byte beyond ASCII; 0 if there is none. */
  static int sequence(byte[] array, int at, int end) {
    int lead = array[at] & 0xff;
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead < 0xc2 || lead > 0xf4 || end - at < length) {
      return 0;
    }
    int second = array[at + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if (array[at + i] >= (byte) 0xc0) {
        return 0;
      }
    }
    return length;
  }
}
