package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.api.ExportResult.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the items at fault in a request that was refused for good: halves are sent by
 * themselves until the culprits stand alone.
 *
 * <p>A culprit among n items costs at most {@code 2 * ceil(log2 n)} more requests. One request
 * costs no more than sixteen culprits would; all requests to a destination together cost, beyond a
 * first stock, so many a second: when everything is refused the search must not be what brings the
 * destination down. Where a search ends early, what it has not parted is given up together. Safe
 * for all threads.
 */
final class Bisection {
  private static final double STOCK = 4096;
  private static final double PER_SECOND = 32;

  private final Clock clock;
  private final Splitter splitter;
  private final DeliveryMetrics metrics;
  private double stock = STOCK;
  private long filledAt;

  Bisection(Clock clock, Splitter splitter, DeliveryMetrics metrics) {
    this.clock = clock;
    this.splitter = splitter;
    this.metrics = metrics;
    this.filledAt = clock.nanoTime();
  }

  /** The halves to send instead of a refused shipment; null if it is to be given up as it is. */
  @Nullable List<Shipment> halves(Shipment shipment, Refusal refusal) {
    if (!refusal.bisect() || shipment.items < 2 || !splitter.canCut(shipment.telemetry)) {
      return null;
    }
    Trial trial = shipment.trial;
    Hunt hunt = trial.hunt == null ? new Hunt(shipment.items) : trial.hunt;
    trial.hunt = hunt;
    if (!hunt.take(2) || !affordable(2)) {
      hunt.end();
      metrics.unresolved(shipment.items);
      return null;
    }
    metrics.bisected(2);
    return shipment.cut(shipment.items / 2, splitter);
  }

  private synchronized boolean affordable(int requests) {
    long now = clock.nanoTime();
    double seconds = (double) (now - filledAt) / Duration.ofSeconds(1).toNanos();
    stock = Math.min(STOCK, stock + seconds * PER_SECOND);
    filledAt = now;
    if (stock < requests) {
      return false;
    }
    stock -= requests;
    return true;
  }
}
