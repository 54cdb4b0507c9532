package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Regex.Place;

/**
 * Which bytes an expression tells apart: bytes of a class lead to the same state everywhere.
 * Immutable.
 */
final class ByteClasses {
  static final int NEWLINE = '\n';

  /** The first of the bytes that go on with a character. */
  static final int INSIDE = 0x80;

  /** The first of the bytes behind these. */
  static final int LEADING = 0xc0;

  /** The class of each byte, without a sign. */
  final byte[] of = new byte[256];

  /** How many classes there are. */
  final int count;

  /** Whether it is of interest what is a word. */
  final boolean words;

  /** Whether it is of interest where lines end. */
  final boolean lines;

  ByteClasses(Program program) {
    this.words = program.uses(Place.WORD_EDGE) || program.uses(Place.NO_WORD_EDGE);
    this.lines = program.uses(Place.LINE_START) || program.uses(Place.LINE_END);
    boolean[] begins = new boolean[257];
    begins[INSIDE] = true;
    begins[LEADING] = true;
    for (int i = 0; i < program.size; i++) {
      if (program.operation[i] == Program.BYTES && program.a[i] <= program.b[i]) {
        begins[program.a[i]] = true;
        begins[program.b[i] + 1] = true;
      }
    }
    int last = 0;
    for (int c = 1; c < 256; c++) {
      boolean begin =
          begins[c]
              || (words && isWord(c) != isWord(c - 1))
              || (lines && (c == NEWLINE || c == NEWLINE + 1));
      last += begin ? 1 : 0;
      of[c] = (byte) last;
    }
    this.count = last + 1;
  }

  /** What is of interest of a byte beside a place, or of the edge of the text: flags of kernels. */
  int flags(int c) {
    return c < 0
        ? Kernel.AT_START
        : (words && isWord(c) ? Kernel.AFTER_WORD : 0)
            | (lines && c == NEWLINE ? Kernel.AFTER_NEWLINE : 0);
  }

  /** Whether a byte is part of a word; -1, which stands for the end of the text, is not. */
  static boolean isWord(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }
}
