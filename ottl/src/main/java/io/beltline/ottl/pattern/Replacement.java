package io.beltline.ottl.pattern;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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
    /** Appends what stands for the current match. */
    void append(Captures match, ByteArrayOutputStream out);
  }

  /** The text with each match replaced. */
  public static String all(TextPattern pattern, String text, Writer writer) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] replaced = all(pattern, utf8, 0, utf8.length, writer);
    return replaced == null ? text : new String(replaced, StandardCharsets.UTF_8);
  }

  /** The text with each match replaced, or null if there is none; what is no UTF-8 is kept. */
  public static byte @Nullable [] all(
      TextPattern pattern, byte[] text, int from, int to, Writer writer) {
    Captures matches = pattern.captures(text, from, to);
    if (!matches.next()) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from + 16);
    int copied = from;
    do {
      out.write(text, copied, matches.start(0) - copied);
      writer.append(matches, out);
      copied = matches.end(0);
    } while (matches.next());
    out.write(text, copied, to - copied);
    return out.toByteArray();
  }
}
