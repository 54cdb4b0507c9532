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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes what tells points apart that are aggregated. One thread; what it returns holds until the
 * next call.
 */
final class PointKey {
  private static final Comparator<Slice> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(a.array(), a.offset(), a.end(), b.array(), b.offset(), b.end());

  /** A key. Keys have an order, by which a table stays quick when many of them have one hash. */
  record Key(Slice bytes) implements Comparable<Key> {
    /** The same with bytes of its own. */
    Key copy() {
      return new Key(Slice.of(bytes.toByteArray()));
    }

    @Override
    public int compareTo(Key other) {
      return BY_BYTES.compare(bytes, other.bytes);
    }
  }

  private final NumberDataPointView number = new NumberDataPointView();
  private final HistogramDataPointView histogram = new HistogramDataPointView();
  private final ExponentialHistogramDataPointView exponential =
      new ExponentialHistogramDataPointView();
  private final List<Slice> attributes = new ArrayList<>();
  private final WireWriter out = new WireWriter(256);

  /**
   * The key of a point.
   *
   * @param kind its kind
   * @param withStart whether points of another start are others
   */
  Key of(int kind, boolean withStart, Slice point) {
    out.cut(0);
    switch (kind) {
      case MetricView.HISTOGRAM -> histogram(point, withStart);
      case MetricView.EXPONENTIAL_HISTOGRAM -> exponential(point, withStart);
      default -> number(point, withStart);
    }
    return new Key(out.toSlice());
  }

  private void number(Slice point, boolean withStart) {
    number.wrap(point);
    times(number.timeUnixNano(), withStart ? number.startTimeUnixNano() : 0);
    labels(number.attributes());
  }

  private void histogram(Slice point, boolean withStart) {
    histogram.wrap(point);
    times(histogram.timeUnixNano(), withStart ? histogram.startTimeUnixNano() : 0);
    shape(histogram.hasMin(), histogram.hasMax(), histogram.flags());
    out.rawVarint(histogram.bucketCounts().remaining());
    NumberCursor bounds = histogram.explicitBounds();
    out.rawVarint(bounds.remaining());
    while (bounds.next()) {
      out.rawFixed64(bounds.asLong());
    }
    labels(histogram.attributes());
  }

  private void exponential(Slice point, boolean withStart) {
    exponential.wrap(point);
    times(exponential.timeUnixNano(), withStart ? exponential.startTimeUnixNano() : 0);
    shape(exponential.hasMin(), exponential.hasMax(), exponential.flags());
    out.rawFixed64(Double.doubleToRawLongBits(exponential.zeroThreshold()));
    labels(exponential.attributes());
  }

  private void times(long time, long start) {
    out.rawFixed64(time).rawFixed64(start);
  }

  private void shape(boolean hasMin, boolean hasMax, int flags) {
    out.rawVarint((hasMin ? 1 : 0) + (hasMax ? 2 : 0)).rawVarint(flags & 0xffffffffL);
  }

  /** Their order does not count. */
  private void labels(AttributesView walk) {
    attributes.clear();
    boolean sorted = true;
    while (walk.next()) {
      Slice attribute = walk.slice();
      sorted =
          sorted
              && (attributes.isEmpty() || BY_BYTES.compare(attributes.getLast(), attribute) <= 0);
      attributes.add(attribute);
    }
    if (!sorted) {
      attributes.sort(BY_BYTES);
    }
    for (Slice attribute : attributes) {
      out.bytes(1, attribute);
    }
  }
}
