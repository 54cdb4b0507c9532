package io.beltline.processor.metricstarttime;

import com.google.re2j.Pattern;
import io.beltline.components.series.NumberValue;
import io.beltline.components.series.PointValue;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds the metrics that say when processes have started, in seconds. Safe for all threads. */
final class StartMetric {
  private static final String NAME = "process_start_time_seconds";
  private static final double SECOND = 1e9;

  private final @Nullable Pattern pattern;

  StartMetric(String regex) {
    this.pattern = regex.isEmpty() ? null : Pattern.compile(regex);
  }

  /** What the first such metric of each resource says, Unix nanoseconds. */
  ProcessStarts find(Metrics metrics) {
    Map<Slice, OptionalLong> starts = new LinkedHashMap<>();
    MetricsEditor editor = new MetricsEditor(metrics);
    while (editor.nextResource()) {
      find(editor, starts);
    }
    return new ProcessStarts(starts);
  }

  private void find(MetricsEditor editor, Map<Slice, OptionalLong> starts) {
    while (editor.nextScope()) {
      while (editor.nextMetric()) {
        if (isMeant(editor)) {
          starts.putIfAbsent(editor.resource().toSlice(), value(editor));
          return;
        }
      }
    }
  }

  private boolean isMeant(MetricsEditor editor) {
    return pattern == null
        ? editor.metric().nameUtf8().contentEquals(NAME)
        : pattern.matcher(editor.metric().name()).find();
  }

  private static OptionalLong value(MetricsEditor editor) {
    int kind = editor.dataCase();
    if ((kind == MetricView.GAUGE || kind == MetricView.SUM)
        && editor.nextPoint()
        && PointValue.of(editor) instanceof NumberValue number) {
      double seconds = number.asDouble();
      return seconds > 0 && seconds < Long.MAX_VALUE / SECOND
          ? OptionalLong.of(nanos(seconds))
          : OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private static long nanos(double seconds) {
    long whole = (long) seconds;
    return whole * (long) SECOND + (long) ((seconds - whole) * SECOND);
  }
}
