package io.beltline.ottl.pattern;

import com.google.re2j.Matcher;

/**
 * Replaces all matches in a text.
 *
 * <p>Source: regexp.ReplaceAllString of Go: an empty match next to another match does not count.
 */
public final class Replacement {
  private Replacement() {}

  /** Appends what stands for a match. */
  @FunctionalInterface
  public interface Writer {
    /** Appends what stands for the matcher's current match. */
    void append(Matcher match, StringBuilder out);
  }

  /** The text with each match replaced. */
  public static String all(TextPattern pattern, String text, Writer writer) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder(text.length() + 16);
    int copied = 0;
    int search = 0;
    while (search <= text.length() && matcher.find(search)) {
      int from = matcher.start();
      int to = matcher.end();
      out.append(text, copied, from);
      if (to > copied || from == 0) {
        writer.append(matcher, out);
      }
      copied = to;
      int width = search < text.length() ? Character.charCount(text.codePointAt(search)) : 1;
      search = search + width > to ? search + width : to;
    }
    return out.append(text, copied, text.length()).toString();
  }
}
