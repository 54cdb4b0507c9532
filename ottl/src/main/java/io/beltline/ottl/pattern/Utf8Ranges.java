package io.beltline.ottl.pattern;

/**
 * Splits a range of code points into sequences of ranges of bytes.
 *
 * <p>Source: Russ Cox, Regular Expression Matching in the Wild, "UTF-8 ranges".
 */
final class Utf8Ranges {
  private static final int[] LAST = {0x7f, 0x7ff, 0xffff, Character.MAX_CODE_POINT};

  private Utf8Ranges() {}

  /** Makes an instruction of a sequence of low and high bytes. */
  @FunctionalInterface
  interface Maker {
    int make(int[] sequence);
  }

  /** Adds all sequences of a range in front of what is there already; returns the first. */
  static int compile(int low, int high, Maker maker, Program program, int already) {
    for (int last : LAST) {
      if (low <= last && last < high) {
        int rest = compile(last + 1, high, maker, program, already);
        return compile(low, last, maker, program, rest);
      }
    }
    if (high < 0x80) {
      return program.either(maker.make(new int[] {low, high}), already);
    }
    for (int shift = 6; shift <= 18; shift += 6) {
      int mask = (1 << shift) - 1;
      if ((low & ~mask) == (high & ~mask)) {
        continue;
      }
      if ((low & mask) != 0) {
        int rest = compile((low | mask) + 1, high, maker, program, already);
        return compile(low, low | mask, maker, program, rest);
      }
      if ((high & mask) != mask) {
        int rest = compile(high & ~mask, high, maker, program, already);
        return compile(low, (high & ~mask) - 1, maker, program, rest);
      }
    }
    return program.either(maker.make(sequence(encode(low), encode(high))), already);
  }

  private static byte[] encode(int codePoint) {
    return Character.toString(codePoint).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static int[] sequence(byte[] low, byte[] high) {
    int[] both = new int[2 * low.length];
    for (int i = 0; i < low.length; i++) {
      both[2 * i] = low[i] & 0xff;
      both[2 * i + 1] = high[i] & 0xff;
    }
    return both;
  }
}
