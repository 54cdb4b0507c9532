package io.beltline.components.expression;

import io.beltline.config.GoDuration;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns values into others. */
final class Conversions {
  private Conversions() {}

  static long length(@Nullable Object value) throws ExpressionException {
    return switch (value) {
      case String text -> text.codePointCount(0, text.length());
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case byte[] bytes -> bytes.length;
      case null, default ->
          throw new ExpressionException("len of " + Kind.of(value).word() + " (expected: string)");
    };
  }

  static long whole(@Nullable Object value) throws ExpressionException {
    try {
      return switch (value) {
        case Long number -> number;
        case Double number -> number.longValue();
        case String text -> Long.parseLong(text);
        case null, default ->
            throw new ExpressionException(
                "int of " + Kind.of(value).word() + " (expected: number)");
      };
    } catch (NumberFormatException none) {
      throw new ExpressionException("\"" + value + "\" is no int");
    }
  }

  static double floating(@Nullable Object value) throws ExpressionException {
    try {
      return switch (value) {
        case Number number -> number.doubleValue();
        case String text -> Double.parseDouble(text);
        case null, default ->
            throw new ExpressionException(
                "float of " + Kind.of(value).word() + " (expected: number)");
      };
    } catch (NumberFormatException none) {
      throw new ExpressionException("\"" + value + "\" is no float");
    }
  }

  /** Half away from zero, as Go's. */
  static double round(double number) {
    return Math.copySign(Math.floor(Math.abs(number) + 0.5), number);
  }

  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case String text -> text;
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e21 ->
          String.valueOf((long) number.doubleValue());
      case List<?> list -> JsonText.write(list);
      case Map<?, ?> map -> JsonText.write(map);
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      default -> value.toString();
    };
  }

  static String trim(String text, String cut) {
    int from = 0;
    int to = text.length();
    while (from < to && cut.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && cut.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  static String toBase64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String fromBase64(String text) throws ExpressionException {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw new ExpressionException("\"" + text + "\" is no base64");
    }
  }

  static Duration duration(String text) throws ExpressionException {
    Duration duration = GoDuration.parse(text);
    if (duration == null) {
      throw new ExpressionException("\"" + text + "\" is no duration (expected: 1m30s)");
    }
    return duration;
  }

  static Instant date(String text) throws ExpressionException {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException wrong) {
      throw new ExpressionException("\"" + text + "\" is no date (expected: 2006-01-02T15:04:05Z)");
    }
  }
}
