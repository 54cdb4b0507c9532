package io.beltline.connector.spanmetrics;

import io.beltline.components.metrics.Aggregate;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.metrics.Total;
import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;

/** One series: dimensions, and what spans with them add up to. One thread. */
final class Series {
  private static final int START = NumberDataPointView.START_TIME_UNIX_NANO;
  private static final int TIME = NumberDataPointView.TIME_UNIX_NANO;

  final Slice attributes;
  final Aggregate aggregate;
  final Exemplars exemplars = new Exemplars();
  final long start;
  long lastSeen;

  /** Whether no point of it was taken yet. */
  private boolean unsent = true;

  /** Whether it was written as zero the last time. */
  private boolean zero;

  /** Whether it was handed on as zero before. */
  private boolean shownAsZero;

  /**
   * A series without a span.
   *
   * @param attributes the fields of its attributes in a point
   */
  Series(Slice attributes, Aggregate aggregate, long now) {
    this.attributes = attributes;
    this.aggregate = aggregate;
    this.start = now;
    this.lastSeen = now;
  }

  /**
   * Writes its point.
   *
   * @param fromZero whether a sum that was never sent is sent as zero, so that who sees increases
   *     only sees the first spans too
   */
  void write(WireWriter point, long from, long time, boolean fromZero) {
    PointKind kind = aggregate.kind();
    point.raw(attributes);
    point.fixed64(START, from);
    point.fixed64(TIME, time);
    zero = fromZero && unsent && kind == PointKind.SUM;
    Aggregate shown = zero ? new Total() : aggregate;
    shown.write(point);
    exemplars.write(point, kind.exemplars(), time);
  }

  boolean isUnsent() {
    return unsent;
  }

  /**
   * The point that was written last was handed on, whatever the answer. What shows zero a second
   * time counts as taken: of several destinations, one that refuses would else keep what is true
   * from the others.
   */
  void offered() {
    if (zero) {
      unsent = !shownAsZero;
      shownAsZero = true;
    }
  }

  /** A point of it was taken. */
  void sent() {
    unsent = false;
  }
}
