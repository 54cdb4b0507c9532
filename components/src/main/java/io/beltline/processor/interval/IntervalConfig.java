package io.beltline.processor.interval;

import io.beltline.api.ComponentId;
import io.beltline.components.series.SeriesSettings;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code interval}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/intervalprocessor">the
 *     keys and defaults</a>
 */
public record IntervalConfig(
    @Doc("How often the latest points are sent.") @Default("60s") Duration interval,
    @Doc("What is passed on at once instead.") PassThroughConfig passThrough,
    @Doc("How many points are held at most; then they are sent at once.") @Default("1000000")
        long maxStreams,
    @Doc("The storage extension that keeps held points across restarts; not set: in memory.")
        @Nullable ComponentId storage)
    implements Validated {

  /** What users write under {@code pass_through}. */
  public record PassThroughConfig(
      @Doc("Whether gauges are passed on as they are.") @Default("false") boolean gauge,
      @Doc("Whether summaries are passed on as they are.") @Default("false") boolean summary) {}

  @Override
  public void validate(Problems problems) {
    if (interval.isZero() || interval.isNegative()) {
      problems.add("interval", "must be positive (expected: a duration such as 60s)");
    }
    if (maxStreams < 1) {
      problems.add("max_streams", "must be 1 or more");
    }
  }

  SeriesSettings series() {
    return new SeriesSettings(maxStreams, Duration.ZERO, storage);
  }
}
