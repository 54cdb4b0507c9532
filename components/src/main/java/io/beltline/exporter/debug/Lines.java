package io.beltline.exporter.debug;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Text in lines, with values as the OpenTelemetry Collector's debug exporter writes them. */
final class Lines {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral(" +0000 UTC")
          .toFormatter(Locale.ROOT);

  private static final int LEAST_EXPONENT = 6; // of numbers that are written with one

  private final StringBuilder text = new StringBuilder(1024);

  /** Adds a line made of parts. */
  Lines line(Object... parts) {
    for (Object part : parts) {
      text.append(part);
    }
    text.append('\n');
    return this;
  }

  /** Adds {@code name: value} in the columns of a span. */
  Lines field(String name, Object value) {
    return line("    ", name, " ".repeat(Math.max(0, 15 - name.length())), ": ", value);
  }

  /** Adds a header and the attributes below it, if there are any. */
  Lines attributes(String indent, String header, AttributesView attributes) {
    boolean first = true;
    while (attributes.next()) {
      if (first) {
        line(indent, header, ":");
        first = false;
      }
      var attribute = attributes.item();
      line(indent, "     -> ", attribute.key(), ": ", typed(attribute.value()));
    }
    return this;
  }

  /** A value with its type: {@code Str(x)}. */
  static String typed(AnyValueView value) {
    String type =
        switch (value.valueCase()) {
          case AnyValueView.STRING_VALUE -> "Str";
          case AnyValueView.BOOL_VALUE -> "Bool";
          case AnyValueView.INT_VALUE -> "Int";
          case AnyValueView.DOUBLE_VALUE -> "Double";
          case AnyValueView.ARRAY_VALUE -> "Slice";
          case AnyValueView.KVLIST_VALUE -> "Map";
          case AnyValueView.BYTES_VALUE -> "Bytes";
          default -> "Empty";
        };
    return type + "(" + value.asString() + ")";
  }

  /** Six digits behind the point. */
  static String fixed(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String digits = new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    boolean lost = Math.copySign(1, value) < 0 && !digits.startsWith("-");
    return lost ? "-" + digits : digits;
  }

  /** The fewest digits that read back as the same number, with an exponent from a million on. */
  static String shortest(double value) {
    if (!Double.isFinite(value)) {
      return fixed(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal number = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= -4 && exponent < LEAST_EXPONENT) {
      return number.toPlainString();
    }
    String digits = number.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = value < 0 ? "-" : "";
    return "%s%s%se%s%02d"
        .formatted(sign, digits.charAt(0), fraction, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** A time in nanoseconds since 1970. */
  static String time(long unixNanos) {
    Instant instant =
        Instant.ofEpochSecond(
            Long.divideUnsigned(unixNanos, 1_000_000_000L),
            Long.remainderUnsigned(unixNanos, 1_000_000_000L));
    return TIME.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
