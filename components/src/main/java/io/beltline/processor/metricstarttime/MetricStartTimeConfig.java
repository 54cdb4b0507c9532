package io.beltline.processor.metricstarttime;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.api.ComponentId;
import io.beltline.components.series.SeriesSettings;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code metric_start_time}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/metricstarttimeprocessor">the
 *     keys and defaults</a>
 */
public record MetricStartTimeConfig(
    @Doc("How starts are found: true_reset_point, subtract_initial_point or start_time_metric.")
        @Default("true_reset_point")
        Strategy strategy,
    @Doc("For how long a series that is not seen is remembered.") @Default("10m")
        Duration gcInterval,
    @Doc("With start_time_metric: finds the metric's name; empty: process_start_time_seconds.")
        @Default("")
        String startTimeMetricRegex,
    @Doc("How many series are remembered at most; what happens then depends on the strategy.")
        @Default("1000000")
        long maxStreams,
    @Doc("The storage extension that keeps the series across restarts; not set: in memory.")
        @Nullable ComponentId storage)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (gcInterval.isZero() || gcInterval.isNegative()) {
      problems.add("gc_interval", "must be positive (expected: a duration such as 10m)");
    }
    if (maxStreams < 1) {
      problems.add("max_streams", "must be 1 or more");
    }
    if (startTimeMetricRegex.isEmpty()) {
      return;
    }
    if (strategy != Strategy.START_TIME_METRIC) {
      problems.add(
          "start_time_metric_regex", "has no meaning here (expected: strategy start_time_metric)");
    }
    try {
      Pattern.compile(startTimeMetricRegex);
    } catch (PatternSyntaxException wrong) {
      problems.add(
          "start_time_metric_regex",
          "\"" + startTimeMetricRegex + "\" is no regular expression: " + wrong.getDescription());
    }
  }

  SeriesSettings series() {
    return new SeriesSettings(maxStreams, gcInterval, storage);
  }
}
