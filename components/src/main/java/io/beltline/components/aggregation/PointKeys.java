package io.beltline.components.aggregation;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Makes the keys of points. One thread. */
final class PointKeys {
  private final NumberDataPointView number = new NumberDataPointView();
  private final HistogramDataPointView histogram = new HistogramDataPointView();
  private final ExponentialHistogramDataPointView exponential =
      new ExponentialHistogramDataPointView();
  private final List<Slice> attributes = new ArrayList<>();

  /**
   * The key of a point, whose bytes it shares.
   *
   * @param kind its kind
   * @param withStart whether points of another start are others
   */
  PointKey of(int kind, boolean withStart, Slice point) {
    WireWriter shape = new WireWriter(2 * Long.BYTES);
    AttributesView labels =
        switch (kind) {
          case MetricView.HISTOGRAM -> histogram(point, withStart, shape);
          case MetricView.EXPONENTIAL_HISTOGRAM -> exponential(point, withStart, shape);
          default -> number(point, withStart, shape);
        };
    attributes.clear();
    while (labels.next()) {
      attributes.add(labels.slice());
    }
    return new PointKey(shape.toSlice(), attributes.toArray(Slice[]::new));
  }

  private AttributesView number(Slice point, boolean withStart, WireWriter shape) {
    number.wrap(point);
    shape.rawFixed64(number.timeUnixNano());
    if (withStart) {
      shape.rawFixed64(number.startTimeUnixNano());
    }
    return number.attributes();
  }

  private AttributesView histogram(Slice point, boolean withStart, WireWriter shape) {
    histogram.wrap(point);
    shape.rawFixed64(histogram.timeUnixNano());
    shape.rawFixed64(withStart ? histogram.startTimeUnixNano() : 0);
    ends(histogram.hasMin(), histogram.hasMax(), histogram.flags(), shape);
    shape.rawVarint(histogram.bucketCounts().remaining());
    for (NumberCursor bounds = histogram.explicitBounds(); bounds.next(); ) {
      shape.rawFixed64(bounds.asLong());
    }
    return histogram.attributes();
  }

  private AttributesView exponential(Slice point, boolean withStart, WireWriter shape) {
    exponential.wrap(point);
    shape.rawFixed64(exponential.timeUnixNano());
    shape.rawFixed64(withStart ? exponential.startTimeUnixNano() : 0);
    ends(exponential.hasMin(), exponential.hasMax(), exponential.flags(), shape);
    shape.rawFixed64(Double.doubleToRawLongBits(exponential.zeroThreshold()));
    return exponential.attributes();
  }

  private static void ends(boolean hasMin, boolean hasMax, int flags, WireWriter shape) {
    shape.rawVarint((hasMin ? 1 : 0) + (hasMax ? 2 : 0)).rawVarint(flags & 0xffffffffL);
  }
}
