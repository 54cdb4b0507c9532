package io.beltline.ottl.pattern;

/** A place in an expression that is being read. One thread. */
final class RegexCursor {
  private final int[] text;
  private int at;

  RegexCursor(String text) {
    this.text = text.codePoints().toArray();
  }

  /** An expression has something that is not read here. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(null, null, false, false);
    }
  }

  /** How many characters were read. */
  int at() {
    return at;
  }

  /** Goes back. */
  void back(int to) {
    at = to;
  }

  boolean more() {
    return at < text.length;
  }

  /** The next character, or -1. */
  int peek() {
    return peek(0);
  }

  /** A later character, or -1. */
  int peek(int ahead) {
    return at + ahead < text.length ? text[at + ahead] : -1;
  }

  int take() {
    if (!more()) {
      throw new Unknown();
    }
    return text[at++];
  }

  /** Takes a character if it is the next one. */
  boolean take(int c) {
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  /** Takes two characters if they are the next ones. */
  boolean take(int first, int second) {
    if (peek() == first && peek(1) == second) {
      at += 2;
      return true;
    }
    return false;
  }

  /** Takes all up to a character, and that one. */
  String until(int end) {
    StringBuilder out = new StringBuilder();
    while (!take(end)) {
      out.appendCodePoint(take());
    }
    return out.toString();
  }

  /** How far two characters are away that stand beside each other, or -1. */
  int ahead(int first, int second) {
    for (int i = 0; at + i + 1 < text.length; i++) {
      if (text[at + i] == first && text[at + i + 1] == second) {
        return i;
      }
    }
    return -1;
  }
}
