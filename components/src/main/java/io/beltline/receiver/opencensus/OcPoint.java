package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.model.otlp.ValueAtQuantileView;
import io.beltline.model.otlp.WireWriter;

/**
 * A point of a series. A value of another type than the metric's counts as none, which is zero. For
 * one thread.
 */
final class OcPoint {
  /** What a quantile takes in OTLP. */
  private static final int QUANTILE_ROOM = 64;

  private static final double PERCENT = 100;
  private static final int TIME = 1;
  private static final int WHOLE = 2;
  private static final int REAL = 3;
  private static final int DISTRIBUTION = 4;
  private static final int SUMMARY = 5;

  private final Room room;
  private long time;

  /** The number of the field that has the value; 0 for none. */
  private int type;

  private long number;
  private Slice value = Slice.EMPTY;

  private OcPoint(Room room) {
    this.room = room;
  }

  /**
   * Reads one.
   *
   * @param room asked before anything is made of its value
   */
  static OcPoint read(Slice message, Room room) {
    OcPoint point = new OcPoint(room);
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(TIME)) {
        point.time = MessageParts.nanos(fields.value());
      } else if (fields.isVarint(WHOLE)) {
        point.type = WHOLE;
        point.number = fields.varint();
      } else if (fields.isFixed64(REAL)) {
        point.type = REAL;
        point.number = fields.fixed64();
      } else if (fields.isBytes(DISTRIBUTION)) {
        point.type = DISTRIBUTION;
        point.value = fields.value();
      } else if (fields.isBytes(SUMMARY)) {
        point.type = SUMMARY;
        point.value = fields.value();
      }
    }
    return point;
  }

  /**
   * Writes it, all but the labels.
   *
   * @param start nanoseconds since 1970
   */
  void write(WireWriter out, Descriptor descriptor, long start) {
    // all kinds of points have these two under the same numbers
    if (start != 0) {
      out.fixed64(NumberDataPointView.START_TIME_UNIX_NANO, start);
    }
    out.fixed64(NumberDataPointView.TIME_UNIX_NANO, time);
    switch (descriptor.head().kind()) {
      case GAUGE, SUM -> number(out, descriptor.isWhole());
      case HISTOGRAM -> new Distribution(out, room).write(valueOf(DISTRIBUTION));
      case SUMMARY -> summary(out, valueOf(SUMMARY));
      case EXPONENTIAL_HISTOGRAM -> throw new IllegalStateException("there is none");
    }
  }

  private Slice valueOf(int wanted) {
    return type == wanted ? value : Slice.EMPTY;
  }

  private void number(WireWriter out, boolean isWhole) {
    if (isWhole) {
      out.fixed64(NumberDataPointView.AS_INT, type == WHOLE ? number : 0);
    } else {
      out.fixed64(NumberDataPointView.AS_DOUBLE, type == REAL ? number : 0);
    }
  }

  private void summary(WireWriter out, Slice message) {
    Slice count = MessageParts.lastOrEmpty(message, 1);
    out.fixed64(SummaryDataPointView.COUNT, MessageParts.whole(count, 1));
    out.float64(
        SummaryDataPointView.SUM, MessageParts.real(MessageParts.lastOrEmpty(message, 2), 1));
    Slice snapshot = MessageParts.lastOrEmpty(message, 3);
    MessageParts.each(snapshot, 3, percentile -> quantile(out, percentile));
  }

  private void quantile(WireWriter out, Slice percentile) {
    room.take(QUANTILE_ROOM);
    int mark = out.begin(SummaryDataPointView.QUANTILE_VALUES);
    out.float64(ValueAtQuantileView.QUANTILE, MessageParts.real(percentile, 1) / PERCENT);
    out.float64(ValueAtQuantileView.VALUE, MessageParts.real(percentile, 2));
    out.end(mark);
  }
}
