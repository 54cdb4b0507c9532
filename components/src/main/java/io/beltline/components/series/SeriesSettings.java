package io.beltline.components.series;

import io.beltline.api.ComponentId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How series are remembered.
 *
 * @param limit how many at most
 * @param stale for how long one that is not seen; zero for ever
 * @param storage the extension that keeps them over restarts, null if none does
 * @param notes whether it is noted which series were forgotten; of the limit's number at most
 */
public record SeriesSettings(
    long limit, Duration stale, @Nullable ComponentId storage, boolean notes) {

  /** Settings of those whom a series that comes back does not concern. */
  public SeriesSettings(long limit, Duration stale, @Nullable ComponentId storage) {
    this(limit, stale, storage, false);
  }
}
