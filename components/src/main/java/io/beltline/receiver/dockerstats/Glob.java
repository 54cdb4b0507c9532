package io.beltline.receiver.dockerstats;

/**
 * Turns a glob without separators into a regular expression: {@code *} and {@code **} for any text,
 * {@code ?} for any character, {@code [abc]}, {@code [a-z]} and {@code [!a-z]} for some characters,
 * {@code {a,b}} for alternatives, which may be globs themselves, and a backslash in front of what
 * stands for itself. One thread.
 */
final class Glob {
  private final String glob;
  private final StringBuilder out = new StringBuilder("(?s)^");
  private int at;
  private int depth;

  private Glob(String glob) {
    this.glob = glob;
  }

  /**
   * The expression of a glob.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String toExpression(String glob) {
    Glob reader = new Glob(glob);
    while (reader.at < glob.length()) {
      reader.step();
    }
    if (reader.depth > 0) {
      throw new IllegalArgumentException("{ without }");
    }
    return reader.out.append("\\z").toString();
  }

  private void step() {
    int c = next();
    switch (c) {
      case '*' -> out.append(".*");
      case '?' -> out.append('.');
      case '[' -> characters();
      case '{' -> {
        depth++;
        out.append("(?:");
      }
      case '}' -> {
        if (depth == 0) {
          throw new IllegalArgumentException("} without {");
        }
        depth--;
        out.append(')');
      }
      case ',' -> out.append(depth > 0 ? "|" : ",");
      case '\\' -> literal(at < glob.length() ? next() : '\\');
      default -> literal(c);
    }
  }

  private void characters() {
    int end = at;
    while (end < glob.length() && glob.charAt(end) != ']') {
      end += glob.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= glob.length()) {
      throw new IllegalArgumentException("[ without ]");
    }
    boolean others = glob.charAt(at) == '!';
    int from = others ? at + 1 : at;
    if (from == end) {
      throw new IllegalArgumentException("[] without characters");
    }
    out.append(others ? "[^" : "[");
    boolean range =
        glob.codePointCount(from, end) == 3
            && glob.codePointAt(glob.offsetByCodePoints(from, 1)) == '-';
    at = from;
    if (range) {
      literal(next());
      out.append((char) next());
      literal(next());
    }
    while (at < end) {
      int c = next();
      literal(c == '\\' && at < end ? next() : c);
    }
    out.append(']');
    at = end + 1;
  }

  private int next() {
    int c = glob.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private void literal(int c) {
    if (c < 128 && !Character.isLetterOrDigit(c)) {
      out.append('\\');
    }
    out.appendCodePoint(c);
  }
}
