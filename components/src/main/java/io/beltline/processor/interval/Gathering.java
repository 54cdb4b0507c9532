package io.beltline.processor.interval;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.series.Points;
import io.beltline.components.series.SeriesId;
import io.beltline.components.series.SeriesWalk;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the points out of a request that are to be held. One thread. */
final class Gathering implements SeriesWalk.Visitor {
  private final IntervalConfig.PassThroughConfig passing;
  private final List<Item> items = new ArrayList<>();
  private @Nullable Surroundings around;
  private @Nullable Surroundings latest;

  /** A point with its series. */
  record Item(SeriesId id, HeldPoint point) {}

  Gathering(IntervalConfig.PassThroughConfig passing) {
    this.passing = passing;
  }

  @Override
  public boolean enters(MetricsEditor editor) {
    around = null;
    return switch (editor.dataCase()) {
      case MetricView.GAUGE -> !passing.gauge();
      case MetricView.SUMMARY -> !passing.summary();
      case MetricView.SUM -> isCumulative(editor) && editor.data().isMonotonic();
      case MetricView.HISTOGRAM, MetricView.EXPONENTIAL_HISTOGRAM -> isCumulative(editor);
      default -> false;
    };
  }

  private static boolean isCumulative(MetricsEditor editor) {
    return editor.data().aggregationTemporality() == MetricHead.CUMULATIVE;
  }

  @Override
  public boolean keeps(MetricsEditor editor, SeriesId series) {
    Surroundings shared = around;
    if (shared == null) {
      shared = Surroundings.of(editor, latest);
      around = shared;
      latest = shared;
    }
    items.add(
        new Item(
            series,
            new HeldPoint(
                shared, Points.time(editor), Surroundings.copy(editor.point().toSlice()))));
    return false;
  }

  /** The points that were taken out, in their order. */
  List<Item> items() {
    return items;
  }
}
