package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.MessageParts;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * A Timestamp of protobuf.
 *
 * @param seconds seconds since 1970
 * @param nanos nanoseconds beyond these
 * @see <a href="https://protobuf.dev/reference/protobuf/google.protobuf/#timestamp">its range</a>
 */
record OcTime(long seconds, int nanos) {
  private static final long FIRST = -62_135_596_800L;
  private static final long LAST = 253_402_300_799L;
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder().appendInstant(-1).toFormatter(Locale.ROOT);

  /** Reads one. */
  static OcTime read(Slice message) {
    long[] parts = MessageParts.wholes(message, 2);
    return new OcTime(parts[0], (int) parts[1]);
  }

  /**
   * RFC 3339 in UTC, with as many digits as there are.
   *
   * @throws MalformedTelemetryException if it is outside of the years 1 to 9999
   */
  String text() {
    if (seconds < FIRST || seconds > LAST) {
      throw new MalformedTelemetryException("a start_timestamp is out of range");
    }
    return TEXT.format(Instant.ofEpochSecond(seconds, nanos));
  }
}
