package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Adds up the points of histograms that have the same bounds. Stateless. */
final class HistogramPoints {
  private HistogramPoints() {}

  static List<Slice> aggregate(
      List<Slice> encoded, boolean byStart, Consumer<AttributesEditor> change) {
    List<HistogramDataPointEditor> points = new ArrayList<>();
    for (Slice slice : encoded) {
      HistogramDataPointEditor point = new HistogramDataPointEditor();
      point.wrap(slice);
      change.accept(point.attributes());
      points.add(point);
    }
    List<Slice> merged = new ArrayList<>();
    for (List<HistogramDataPointEditor> group : PointKey.groups(points, p -> key(p, byStart))) {
      HistogramDataPointEditor first = group.getFirst();
      group.subList(1, group.size()).forEach(point -> add(first, point));
      merged.add(first.toSlice());
    }
    return merged;
  }

  private static PointKey key(HistogramDataPointEditor point, boolean byStart) {
    List<Double> bounds = Arrays.stream(Numbers.doubles(point.explicitBounds())).boxed().toList();
    return PointKey.of(
        point.attributes(),
        point.timeUnixNano(),
        byStart ? point.startTimeUnixNano() : 0L,
        bounds,
        point.bucketCounts().remaining(),
        point.hasMin(),
        point.hasMax(),
        point.flags());
  }

  private static void add(HistogramDataPointEditor to, HistogramDataPointEditor more) {
    if (more.count() == 0) {
      return;
    }
    to.count(to.count() + more.count());
    if (to.hasSum() || more.hasSum()) {
      to.sum(to.sum() + more.sum());
    }
    if (to.hasMin() && more.min() < to.min()) {
      to.min(more.min());
    }
    if (to.hasMax() && more.max() > to.max()) {
      to.max(more.max());
    }
    long[] counts = Numbers.longs(to.bucketCounts());
    long[] added = Numbers.longs(more.bucketCounts());
    for (int i = 0; i < counts.length; i++) {
      counts[i] += added[i];
    }
    to.bucketCounts(counts);
    Points.copies(more.exemplars()).forEach(exemplar -> to.exemplars().add(exemplar));
    to.startTimeUnixNano(PointKey.earlier(to.startTimeUnixNano(), more.startTimeUnixNano()));
  }
}
