package io.beltline.receiver.elasticsearchbulk;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of documents: dates of ISO 8601 and milliseconds since 1970, with a fraction if
 * there is one. Safe for all threads.
 */
final class DocumentTime {
  private static final Pattern MILLIS = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
  private static final int NANOS_OF_MILLI = 6;
  private static final int LONGEST = 40;
  private static final long NANOS = 1_000_000_000L;

  private DocumentTime() {}

  /** Nanoseconds since 1970; 0 for what is no time, and what OTLP has no room for. */
  static long nanos(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (text.length() > LONGEST) {
      return 0;
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      text = new BigDecimal(number).toPlainString();
      int dot = text.indexOf('.');
      text = text.substring(0, dot < 0 ? text.length() : Math.min(text.length(), dot + 7));
    }
    if (MILLIS.matcher(text).matches()) {
      BigDecimal nanos = new BigDecimal(text).movePointRight(NANOS_OF_MILLI);
      return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? 0 : nanos.longValue();
    }
    return value instanceof String ? date(text) : 0;
  }

  private static long date(String text) {
    try {
      boolean day = text.length() == 10;
      boolean zone = text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)$") && !day;
      String whole = day ? text + "T00:00:00Z" : zone ? text : text + "Z";
      Instant instant = OffsetDateTime.parse(colon(whole)).toInstant();
      long nanos = Math.multiplyExact(instant.getEpochSecond(), NANOS);
      return Math.max(0, Math.addExact(nanos, instant.getNano()));
    } catch (DateTimeException | ArithmeticException other) {
      return 0; // the text stays an attribute
    }
  }

  /** The zone as Java reads it: +0200 is +02:00. */
  private static String colon(String text) {
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    boolean bare = sign > 10 && text.length() - sign == 5;
    return bare ? text.substring(0, sign + 3) + ":" + text.substring(sign + 3) : text;
  }
}
