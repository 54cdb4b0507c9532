package io.beltline.processor.deltatocumulative;

import io.beltline.api.ComponentId;
import io.beltline.components.series.SeriesSettings;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code delta_to_cumulative}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/deltatocumulativeprocessor">the
 *     keys and defaults</a>
 */
public record DeltaToCumulativeConfig(
    @Doc("For how long a series that is not seen is remembered.") @Default("5m") Duration maxStale,
    @Doc("How many series are remembered at most; points of further ones are dropped.")
        @Default("1000000")
        long maxStreams,
    @Doc("The storage extension that keeps the series across restarts; not set: in memory.")
        @Nullable ComponentId storage)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (maxStale.isZero() || maxStale.isNegative()) {
      problems.add("max_stale", "must be positive (expected: a duration such as 5m)");
    }
    if (maxStreams < 1) {
      problems.add("max_streams", "must be 1 or more");
    }
  }

  SeriesSettings series() {
    return new SeriesSettings(maxStreams, maxStale, storage);
  }
}
