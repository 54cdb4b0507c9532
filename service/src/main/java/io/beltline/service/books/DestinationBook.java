package io.beltline.service.books;

import io.beltline.api.ComponentId;
import io.beltline.model.Signal;
import java.util.Map;

/**
 * The books of one exporter and signal at one moment, in items:
 *
 * <pre>
 * taken + recovered = delivered + dead-lettered + dropped + returned + in flight + kept + residue
 * </pre>
 *
 * <p>The residue is zero at every moment.
 *
 * @param id the exporter
 * @param signal the signal
 * @param taken items the pipelines offered
 * @param recovered items found on disk at the start
 * @param delivered items the backend has
 * @param deadLettered items kept as dead letters now: less when they are sent again or thrown away
 * @param returned items the caller was told to keep
 * @param inFlight items in the queue or being sent
 * @param kept items left on disk at the end
 * @param dropped items lost, by reason
 */
public record DestinationBook(
    ComponentId id,
    Signal signal,
    long taken,
    long recovered,
    long delivered,
    long deadLettered,
    long returned,
    long inFlight,
    long kept,
    Map<String, Long> dropped) {

  /** Items unaccounted for: a bug if not zero. */
  public long residue() {
    return taken + recovered - delivered - deadLettered - returned - inFlight - kept - allDropped();
  }

  /** Items lost for any reason. */
  public long allDropped() {
    return Tallies.sum(dropped);
  }

  /** This and what another destination of the same exporter and signal has booked. */
  DestinationBook plus(DestinationBook other) {
    return new DestinationBook(
        id,
        signal,
        taken + other.taken,
        recovered + other.recovered,
        delivered + other.delivered,
        deadLettered + other.deadLettered,
        returned + other.returned,
        inFlight + other.inFlight,
        kept + other.kept,
        Tallies.plus(dropped, other.dropped));
  }
}
