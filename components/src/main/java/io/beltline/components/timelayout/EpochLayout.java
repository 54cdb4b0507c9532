package io.beltline.components.timelayout;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers since 1970-01-01T00:00:00Z as times, by their unit. */
public enum EpochLayout {
  SECONDS("s", 1_000_000_000L, false),
  MILLIS("ms", 1_000_000L, false),
  MICROS("us", 1_000L, false),
  NANOS("ns", 1L, false),
  SECONDS_MILLIS("s.ms", 1_000_000_000L, true),
  SECONDS_MICROS("s.us", 1_000_000_000L, true),
  SECONDS_NANOS("s.ns", 1_000_000_000L, true);

  private final String word;
  private final long unit;
  private final boolean fraction;

  EpochLayout(String word, long unit, boolean fraction) {
    this.word = word;
    this.unit = unit;
    this.fraction = fraction;
  }

  /**
   * The layout of a word.
   *
   * @throws InvalidTimeException if there is none
   */
  public static EpochLayout of(String word) throws InvalidTimeException {
    for (EpochLayout layout : values()) {
      if (layout.word.equals(word)) {
        return layout;
      }
    }
    throw new InvalidTimeException(
        "\"" + word + "\" is no layout of epoch (expected: s, ms, us, ns, s.ms, s.us or s.ns)");
  }

  /**
   * The moment a number means, in nanoseconds since 1970-01-01T00:00:00Z.
   *
   * @param value a Long, a Double or a text of digits
   * @throws InvalidTimeException if it means none
   */
  public long parse(Object value) throws InvalidTimeException {
    try {
      return switch (value) {
        case Long number -> Math.multiplyExact(number, unit);
        case Double number when Double.isFinite(number) ->
            exact(fraction ? BigDecimal.valueOf(number) : new BigDecimal(number.longValue()));
        case String text when isNumber(text) -> exact(new BigDecimal(text));
        default -> throw no(value);
      };
    } catch (ArithmeticException | NumberFormatException none) {
      throw no(value);
    }
  }

  private boolean isNumber(String text) {
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      dots += c == '.' ? 1 : 0;
      if ((c < '0' || c > '9') && c != '.' && !(c == '-' && i == 0)) {
        return false;
      }
    }
    return text.length() < 40
        && !text.isEmpty()
        && !text.equals("-")
        && !text.equals(".")
        && dots <= (fraction ? 1 : 0);
  }

  private long exact(BigDecimal number) {
    return number.multiply(BigDecimal.valueOf(unit)).toBigInteger().longValueExact();
  }

  private InvalidTimeException no(Object value) {
    return new InvalidTimeException(
        "%s is no time of the layout %s (expected: a number)"
            .formatted(
                value instanceof String text
                    ? "\"" + text + "\""
                    : value.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                word));
  }
}
