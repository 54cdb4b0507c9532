package io.beltline.connector.exceptions;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.ExemplarView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** How many exceptions of one kind there were. Under the lock of its table. */
final class ExceptionSeries {
  /** Further ones are counted without being named. */
  private static final int MOST_EXEMPLARS = 5;

  private final Slice attributes;
  private final long start;
  private final List<Exemplar> exemplars = new ArrayList<>();
  private long count;
  private long told;
  private long lastSeen;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Exemplar(byte[] traceId, byte[] spanId, long count) {}

  /**
   * No exception yet.
   *
   * @param attributes the fields of its attributes in a point
   * @param start since when it counts, in Unix nanoseconds
   */
  ExceptionSeries(Slice attributes, long start) {
    this.attributes = attributes;
    this.start = start;
  }

  Slice attributes() {
    return attributes;
  }

  /** Takes note of when it was seen, by the monotonic clock. */
  void seen(long now) {
    lastSeen = now;
  }

  long lastSeen() {
    return lastSeen;
  }

  void add() {
    count++;
  }

  /** Names a span as an example, if its ids are such. */
  void example(ByteRange traceId, ByteRange spanId) {
    if (traceId.length() == 16 && spanId.length() <= 8 && exemplars.size() < MOST_EXEMPLARS) {
      exemplars.add(new Exemplar(traceId.toByteArray(), spanId.toByteArray(), count));
    }
  }

  /** Whether there is something a destination was not told. */
  boolean isNews() {
    return count != told;
  }

  long count() {
    return count;
  }

  /** Takes note of what a destination was told. */
  void told(long amount) {
    told = Math.max(told, amount);
    exemplars.removeIf(exemplar -> exemplar.count <= amount);
  }

  /** Writes its point. */
  void write(WireWriter point, long now) {
    point.raw(attributes);
    point.fixed64(NumberDataPointView.START_TIME_UNIX_NANO, start);
    point.fixed64(NumberDataPointView.TIME_UNIX_NANO, now);
    point.fixed64(NumberDataPointView.AS_INT, count);
    for (Exemplar exemplar : exemplars) {
      int mark = point.begin(NumberDataPointView.EXEMPLARS);
      point.fixed64(ExemplarView.TIME_UNIX_NANO, now);
      point.float64(ExemplarView.AS_DOUBLE, (double) exemplar.count);
      point.bytes(ExemplarView.SPAN_ID, exemplar.spanId);
      point.bytes(ExemplarView.TRACE_ID, exemplar.traceId);
      point.end(mark);
    }
  }
}
