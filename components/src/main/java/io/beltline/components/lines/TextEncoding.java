package io.beltline.components.lines;

import io.beltline.config.Validated.Problems;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the bytes of a log mean, by the names of the {@code encoding} key. */
public final class TextEncoding {
  private TextEncoding() {}

  /** The charset of an encoding's name; null if there is none. */
  public static @Nullable Charset charset(String encoding) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "", "utf-8", "utf8", "utf-8-raw", "utf8-raw" -> StandardCharsets.UTF_8;
      case "nop" -> StandardCharsets.ISO_8859_1;
      case "ascii", "us-ascii" -> StandardCharsets.US_ASCII;
      case "utf-16", "utf16" -> StandardCharsets.UTF_16LE;
      default -> {
        try {
          yield Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException none) {
          yield null;
        }
      }
    };
  }

  /** The charset of an encoding that was checked before. */
  public static Charset known(String encoding) {
    Charset charset = charset(encoding);
    if (charset == null) {
      throw new IllegalStateException("not validated");
    }
    return charset;
  }

  /** Whether bodies are the bytes themselves. */
  public static boolean isRaw(String encoding) {
    return encoding.equalsIgnoreCase("nop");
  }

  /** Reports a name that is none, under the key {@code encoding}. */
  public static void check(String encoding, Problems problems) {
    if (charset(encoding) == null) {
      problems.add(
          "encoding", "\"" + encoding + "\" is no encoding (expected: utf-8, utf-16le, big5, ...)");
    }
  }
}
