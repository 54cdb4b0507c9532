package io.beltline.ottl.pattern;

/**
 * A glob: {@code *} stands for any characters, {@code ?} for one, {@code [a-z]} for one of a set,
 * {@code {a,b}} for one of several texts, a backslash for the character behind it.
 *
 * <p>It matches whole texts. With a separator, {@code *} and {@code ?} stop at it, and only {@code
 * **} goes on. Source: github.com/gobwas/glob, which the Go collector uses. Safe for all threads.
 */
public final class Glob {
  private final TextPattern pattern;

  private Glob(TextPattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles a glob.
   *
   * @throws InvalidPatternException if it is none
   */
  public static Glob of(String glob) throws InvalidPatternException {
    return new Glob(TextPattern.of("^(?s:" + regex(glob, ".") + ")$"));
  }

  /**
   * Compiles a glob for texts whose parts a character separates.
   *
   * @throws InvalidPatternException if it is none
   */
  public static Glob of(String glob, char separator) throws InvalidPatternException {
    StringBuilder any = new StringBuilder("[^");
    quote(separator, any);
    return new Glob(TextPattern.of("^(?s:" + regex(glob, any.append(']').toString()) + ")$"));
  }

  private static String regex(String glob, String any) throws InvalidPatternException {
    StringBuilder out = new StringBuilder();
    int choices = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          boolean all = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
          out.append(all ? "." : any).append('*');
          i += all ? 1 : 0;
        }
        case '?' -> out.append(any);
        case '[' -> i = set(glob, i, out);
        case '{' -> {
          out.append("(?:");
          choices++;
        }
        case '}' -> {
          out.append(choices > 0 ? ")" : "\\}");
          choices = Math.max(0, choices - 1);
        }
        case ',' -> out.append(choices > 0 ? "|" : ",");
        case '\\' -> {
          i++;
          if (i == glob.length()) {
            throw new InvalidPatternException("\"" + glob + "\" ends with a backslash");
          }
          quote(glob.charAt(i), out);
        }
        default -> quote(c, out);
      }
    }
    if (choices > 0) {
      throw new InvalidPatternException("\"" + glob + "\" has a { without its }");
    }
    return out.toString();
  }

  private static int set(String glob, int open, StringBuilder out) throws InvalidPatternException {
    int close = glob.indexOf(']', open + 2);
    if (close < 0) {
      throw new InvalidPatternException("\"" + glob + "\" has a [ without its ]");
    }
    boolean negated = glob.charAt(open + 1) == '!' || glob.charAt(open + 1) == '^';
    String members = glob.substring(open + (negated ? 2 : 1), close);
    out.append(negated ? "[^" : "[");
    for (int i = 0; i < members.length(); i++) {
      char c = members.charAt(i);
      if (c == '[' || c == '\\' || c == '^') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append(']');
    return close;
  }

  private static void quote(char c, StringBuilder out) {
    if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
      out.append('\\');
    }
    out.append(c);
  }

  /** True if a whole text matches. */
  public boolean matches(byte[] text, int from, int to) {
    return pattern.find(text, from, to);
  }
}
