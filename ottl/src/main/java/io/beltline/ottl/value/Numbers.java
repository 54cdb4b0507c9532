package io.beltline.ottl.value;

import io.beltline.ottl.EvaluationException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers as Go reads them. Stateless; safe for all threads. */
public final class Numbers {
  // Linear: each part is of characters that the next does not begin with.
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  private Numbers() {}

  /** A whole decimal number of 64 bits, or null. Source: strconv.ParseInt(s, 10, 64). */
  public static @Nullable Long integer(String text) {
    boolean digits = !text.isEmpty();
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits || text.length() == start) {
      return null;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /** A double, or null. Source: strconv.ParseFloat(s, 64): hexadecimal floats, inf and nan too. */
  public static @Nullable Double number(String text) {
    if (DECIMAL.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      return Double.isInfinite(value) ? null : value;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean negative = lower.startsWith("-");
    String plain = negative || lower.startsWith("+") ? lower.substring(1) : lower;
    return switch (plain) {
      case "inf", "infinity" -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case "nan" -> plain.equals(lower) ? Double.NaN : null;
      default -> plain.startsWith("0x") && plain.contains("p") ? hexadecimal(text) : null;
    };
  }

  private static @Nullable Double hexadecimal(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException wrong) {
      return null;
    }
  }

  /** A double cut to an integer as Go's conversion on amd64 does it. */
  public static long truncate(double value) {
    boolean fits = value >= -0x1p63 && value < 0x1p63;
    return fits ? (long) value : Long.MIN_VALUE;
  }

  /**
   * Turns a value into an integer in place; nil stays nil.
   *
   * @throws EvaluationException if it cannot be read as one
   */
  public static Cell intLike(String name, Cell cell) {
    return switch (cell.kind()) {
      case NIL, INT -> cell;
      case BOOL -> cell.integer(cell.bool() ? 1 : 0);
      case DOUBLE -> cell.integer(truncate(cell.number()));
      case STRING -> {
        Long value = integer(cell.text());
        if (value == null) {
          throw new EvaluationException(
              name + " must be an int, and \"" + cell.text() + "\" is none");
        }
        yield cell.integer(value);
      }
      default ->
          throw new EvaluationException(name + " must be an int, not " + cell.kind().words());
    };
  }

  /**
   * Turns a value into a double in place; nil stays nil.
   *
   * @throws EvaluationException if it cannot be read as one
   */
  public static Cell doubleLike(String name, Cell cell) {
    return switch (cell.kind()) {
      case NIL, DOUBLE -> cell;
      case BOOL -> cell.number(cell.bool() ? 1 : 0);
      case INT -> cell.number((double) cell.integer());
      case STRING -> {
        Double value = number(cell.text());
        if (value == null) {
          throw new EvaluationException(
              name + " must be a double, and \"" + cell.text() + "\" is none");
        }
        yield cell.number(value);
      }
      default ->
          throw new EvaluationException(name + " must be a double, not " + cell.kind().words());
    };
  }
}
