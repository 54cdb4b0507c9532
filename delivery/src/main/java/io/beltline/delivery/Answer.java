package io.beltline.delivery;

import io.beltline.api.Status.Code;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A kind of answer a backend gives to what it does not take, as users write it: an HTTP status
 * ({@code 401}), a class of them ({@code 5xx}), a gRPC code ({@code UNAVAILABLE}) or what its words
 * say ({@code too_large}).
 *
 * @param key the word in its usual form
 */
public record Answer(String key) {
  private static final Pattern STATUS = Pattern.compile("[345][0-9][0-9]");
  private static final Pattern CLASS = Pattern.compile("[345]xx");

  /**
   * Reads a kind of answer, in any case.
   *
   * @throws IllegalArgumentException with words for users if it is none
   */
  public static Answer parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (STATUS.matcher(lower).matches() || CLASS.matcher(lower).matches()) {
      return new Answer(lower);
    }
    if (Words.ALL.stream().anyMatch(words -> words.key().equals(lower))) {
      return new Answer(lower);
    }
    String upper = lower.toUpperCase(Locale.ROOT);
    for (Code code : Code.values()) {
      if (code != Code.OK && code.name().equals(upper)) {
        return new Answer(upper);
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no answer of a backend (expected: an HTTP status of 300 to 599 such as"
            + " 401, a class such as 5xx, a gRPC code such as UNAVAILABLE, or too_large)");
  }

  /** An HTTP status. */
  static Answer of(int status) {
    return new Answer(Integer.toString(status));
  }

  /** The class of an HTTP status. */
  static Answer classOf(int status) {
    return new Answer(status / 100 + "xx");
  }

  /** A gRPC code. */
  static Answer of(Code code) {
    return new Answer(code.name());
  }

  /** What the words say. */
  static Answer of(Words words) {
    return new Answer(words.key());
  }

  /** True for an HTTP status or a class of them. */
  boolean isHttp() {
    return Character.isDigit(key.charAt(0));
  }

  /** True for a gRPC code. */
  boolean isGrpc() {
    return Character.isUpperCase(key.charAt(0));
  }

  @Override
  public String toString() {
    return key;
  }
}
