package io.beltline.components.aggregation;

import io.beltline.model.Slice;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExemplarEditor;
import io.beltline.model.otlp.HistogramDataPointEditor;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.NumberCursor;
import java.util.List;

/** Adds histograms of the same bounds. One thread. */
final class HistogramMerge {
  private final HistogramDataPointView view = new HistogramDataPointView();
  private final HistogramDataPointEditor editor = new HistogramDataPointEditor();

  /** The first point with what all have together and the earliest start. */
  Slice merge(List<Slice> points) {
    editor.wrap(points.getFirst());
    Sums sums = new Sums();
    long[] buckets = new long[editor.bucketCounts().remaining()];
    for (Slice point : points) {
      view.wrap(point);
      sums.add(view.startTimeUnixNano(), view.count());
      if (view.count() != 0) {
        sums.sum(view.hasSum(), view.sum());
        sums.range(view.hasMin(), view.min(), view.hasMax(), view.max());
        int i = 0;
        for (NumberCursor walk = view.bucketCounts(); walk.next(); i++) {
          buckets[i] += walk.asLong();
        }
      }
    }
    editor.startTimeUnixNano(sums.start());
    editor.count(sums.count());
    if (sums.hasSum()) {
      editor.sum(sums.sum());
    } else if (sums.hasValues()) {
      editor.clearSum();
    }
    if (sums.hasRange() && editor.hasMin()) {
      editor.min(sums.min());
    }
    if (sums.hasRange() && editor.hasMax()) {
      editor.max(sums.max());
    }
    editor.bucketCounts(buckets);
    for (Slice point : points.subList(1, points.size())) {
      view.wrap(point);
      if (view.count() != 0) {
        for (var walk = view.exemplars(); walk.next(); ) {
          EditCursor<ExemplarEditor> target = editor.exemplars();
          target.add(walk.slice());
        }
      }
    }
    return editor.toSlice();
  }
}
