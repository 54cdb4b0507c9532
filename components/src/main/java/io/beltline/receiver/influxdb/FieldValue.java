package io.beltline.receiver.influxdb;

import static io.beltline.receiver.influxdb.MalformedLineException.shown;

import io.beltline.components.exposition.NumberText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the values of fields. One thread. */
final class FieldValue {
  private static final String SIGNS_AND_DIGITS = "+-.0123456789";

  private final LineText text;
  private final NumberText number = new NumberText();

  FieldValue(LineText text) {
    this.text = text;
  }

  /**
   * Reads a value.
   *
   * @return a {@link Long}, {@link Double}, {@link Boolean} or {@link String}; an unsigned number
   *     that is no {@link Long} is a {@link Double}
   */
  Object read(String key) throws MalformedLineException {
    if (text.peek() == '"') {
      return text.quoted();
    }
    String written = text.token(", ");
    Object value = written.isEmpty() ? null : value(written);
    if (value == null) {
      throw new MalformedLineException(
          "\"%s\" is no value of field \"%s\" (expected: a number, a number with i or u behind it,"
                  .formatted(shown(written), shown(key))
              + " true, false, or a text in quotes)");
    }
    return value;
  }

  private @Nullable Object value(String written) {
    String rest = written.substring(0, written.length() - 1);
    return switch (written.charAt(written.length() - 1)) {
      case 'i' -> isWhole(rest, true) ? signed(rest) : null;
      case 'u' -> isWhole(rest, false) ? unsigned(rest) : null;
      default -> other(written);
    };
  }

  private static boolean isWhole(String text, boolean signed) {
    int first = signed && text.startsWith("-") ? 1 : 0;
    return first < text.length()
        && text.substring(first).chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static @Nullable Long signed(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException tooLong) {
      return null;
    }
  }

  private static @Nullable Object unsigned(String text) {
    try {
      long bits = Long.parseUnsignedLong(text);
      return bits < 0 ? (Object) Double.valueOf(text) : (Object) bits;
    } catch (NumberFormatException tooLong) {
      return null;
    }
  }

  /** Infinities and what is no number are no values of the protocol. */
  private @Nullable Object other(String written) {
    if (SIGNS_AND_DIGITS.indexOf(written.charAt(0)) >= 0) {
      byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
      boolean found = number.read(bytes, 0, bytes.length) && Double.isFinite(number.value());
      return found ? number.value() : null;
    }
    return switch (written) {
      case "t", "T", "true", "True", "TRUE" -> true;
      case "f", "F", "false", "False", "FALSE" -> false;
      default -> null;
    };
  }
}
