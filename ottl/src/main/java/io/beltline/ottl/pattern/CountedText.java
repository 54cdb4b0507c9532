package io.beltline.ottl.pattern;

import io.beltline.ottl.value.Utf8;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text for RE2/J that counts how often it is read, and knows where its bytes are. One thread. */
final class CountedText implements CharSequence {
  private final byte[] utf8;
  private final String text;
  private int byteAt;
  private int charAt;

  /** How many characters were read in all. */
  long read;

  /**
   * Decodes a text.
   *
   * @param utf8 in which bytes that are part of no character are marked
   */
  CountedText(byte[] utf8) {
    this.utf8 = utf8;
    this.text = decoded(utf8);
  }

  private static String decoded(byte[] utf8) {
    if (Utf8.isValid(utf8, 0, utf8.length)) {
      return new String(utf8, StandardCharsets.UTF_8);
    }
    StringBuilder out = new StringBuilder(utf8.length);
    for (int p = 0; p < utf8.length; ) {
      int size = Utf8.sizeAt(utf8, p, utf8.length);
      out.append(size == 0 ? "\ufffd" : new String(utf8, p, size, StandardCharsets.UTF_8));
      p += Math.max(1, size);
    }
    return out.toString();
  }

  /** The index of the character at a byte, no earlier than the last one that was asked for. */
  int charOf(int at) {
    while (byteAt < at) {
      step();
    }
    return charAt;
  }

  /** The first byte of a character, no earlier than the last one that was asked for. */
  int byteOf(int at) {
    while (charAt < at) {
      step();
    }
    return byteAt;
  }

  /** The first byte of each character and the end, or null if all are of one byte. */
  int @Nullable [] bytes() {
    if (utf8.length == text.length()) {
      return null;
    }
    int[] bytes = new int[text.length() + 1];
    int at = 0;
    for (int c = 0; c < text.length(); c++) {
      bytes[c] = at;
      boolean pair = Character.isHighSurrogate(text.charAt(c));
      at += Math.max(1, Utf8.sizeAt(utf8, at, utf8.length));
      if (pair) {
        bytes[++c] = at;
      }
    }
    bytes[text.length()] = at;
    return bytes;
  }

  private void step() {
    int size = Math.max(1, Utf8.sizeAt(utf8, byteAt, utf8.length));
    byteAt += size;
    charAt += size == 4 ? 2 : 1;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    read++;
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return text.subSequence(from, to);
  }

  @Override
  public String toString() {
    return text;
  }
}
