package io.beltline.config;

import io.beltline.config.ConfigScalar.Kind;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar means: YAML 1.2's core schema, with the octal {@code 0777} and the
 * underscores of {@code 65_536} that the Go library {@code yaml.v3} reads too. Words such as {@code
 * on} and {@code yes}, sexagesimals and timestamps are texts.
 */
final class ScalarRules {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Set<String> SPECIAL =
      Set.of(
          ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
          "-.Inf", "-.INF");
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final int LONGEST_NUMBER = 400;

  private ScalarRules() {}

  static Kind kind(String text) {
    if (NULLS.contains(text)) {
      return Kind.NULL;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return Kind.BOOL;
    }
    if (SPECIAL.contains(text)) {
      return Kind.FLOAT;
    }
    if (text.length() > LONGEST_NUMBER || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return Kind.STRING;
    }
    String digits = text.replace("_", "");
    if (INTEGER.matcher(digits).matches()) {
      return Kind.INT;
    }
    boolean number = FLOAT.matcher(digits).matches() && Double.isFinite(Double.parseDouble(digits));
    return number ? Kind.FLOAT : Kind.STRING;
  }

  static @Nullable Boolean bool(String text) {
    return TRUE.contains(text) ? Boolean.TRUE : FALSE.contains(text) ? Boolean.FALSE : null;
  }

  /** The value of a text of kind {@link Kind#INT}. */
  static BigInteger integer(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    boolean negative = digits.startsWith("-");
    String body = negative || digits.startsWith("+") ? digits.substring(1) : digits;
    BigInteger size = magnitude(body);
    return negative ? size.negate() : size;
  }

  private static BigInteger magnitude(String body) {
    if (body.startsWith("0x")) {
      return new BigInteger(body.substring(2), 16);
    }
    if (body.startsWith("0o")) {
      return new BigInteger(body.substring(2), 8);
    }
    if (body.startsWith("0b")) {
      return new BigInteger(body.substring(2), 2);
    }
    return new BigInteger(body, body.startsWith("0") ? 8 : 10);
  }

  static Number plainInteger(String text) {
    BigInteger value = integer(text);
    if (value.bitLength() > 63) {
      return value;
    }
    return value.longValue();
  }

  /** The value of a text of kind {@link Kind#FLOAT}. */
  static double number(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    return switch (digits) {
      case ".nan" -> Double.NaN;
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(digits);
    };
  }
}
