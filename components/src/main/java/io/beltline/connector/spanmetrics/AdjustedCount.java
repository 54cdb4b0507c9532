package io.beltline.connector.spanmetrics;

import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.SpanView;

/**
 * For how many spans one stands, by the sampling threshold in its trace state: {@code ot=th:<hex>}.
 *
 * <p>A count that is no whole number is rounded up or down by the bits of the span's ids, so that
 * the sum over many spans is right and a repeated run gives the same.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/">the
 *     threshold</a>
 */
final class AdjustedCount {
  private static final int DIGITS = 14;
  private static final long ALL = 1L << 56;

  private AdjustedCount() {}

  /** The count, or 0 if the trace state has no threshold: then a span stands for itself. */
  static long of(SpanView span) {
    ByteRange state = span.traceStateUtf8();
    if (state.isEmpty()) {
      return 0;
    }
    long threshold = threshold(state.toUtf8());
    return threshold < 0 ? 0 : count(threshold, mix(span.spanId()) ^ mix(span.traceId()));
  }

  /** The threshold of 56 bits, or -1 if there is none. */
  static long threshold(String state) {
    for (String member : state.split(",", -1)) {
      String entry = member.strip();
      if (entry.startsWith("ot=")) {
        for (String part : entry.substring(3).split(";", -1)) {
          if (part.startsWith("th:")) {
            return parse(part.substring(3));
          }
        }
        return -1;
      }
    }
    return -1;
  }

  private static long parse(String hex) {
    if (hex.isEmpty() || hex.length() > DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = i < hex.length() ? Character.digit(hex.charAt(i), 16) : 0;
      if (digit < 0 || (i < hex.length() && Character.isUpperCase(hex.charAt(i)))) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static long count(long threshold, long bits) {
    long kept = ALL - threshold;
    long whole = ALL / kept;
    long rest = ALL % kept;
    return rest != 0 && Long.remainderUnsigned(bits, kept) < rest ? whole + 1 : whole;
  }

  private static long mix(ByteRange id) {
    long z = id.length() < Long.BYTES ? 0 : id.longAt(id.length() - Long.BYTES);
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
