package io.beltline.processor.cumulativetodelta;

import io.beltline.api.ComponentId;
import io.beltline.components.series.SeriesSettings;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code cumulative_to_delta}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/cumulativetodeltaprocessor">the
 *     keys and defaults</a>
 */
public record CumulativeToDeltaConfig(
    @Doc("For how long a series that is not seen is remembered; 0s: for ever.") @Default("1h")
        Duration maxStaleness,
    @Doc("What becomes of the first point of a series: auto, keep or drop.") @Default("auto")
        InitialValue initialValue,
    @Doc("Which metrics are converted; all if nothing is said.") MetricChoiceConfig include,
    @Doc("Which metrics are not converted, even if they are included.") MetricChoiceConfig exclude,
    @Doc("How many series are remembered at most; points of further ones are dropped.")
        @Default("1000000")
        long maxStreams,
    @Doc("The storage extension that keeps the series across restarts; not set: in memory.")
        @Nullable ComponentId storage)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (maxStaleness.isNegative()) {
      problems.add(
          "max_staleness", "must not be negative (expected: a duration such as 1h, or 0s)");
    }
    if (maxStreams < 1) {
      problems.add("max_streams", "must be 1 or more");
    }
  }

  SeriesSettings series() {
    return new SeriesSettings(maxStreams, maxStaleness, storage, initialValue == InitialValue.AUTO);
  }
}
