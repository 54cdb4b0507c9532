package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.model.Metrics;
import java.time.Duration;
import java.util.List;

/**
 * What is done with requests that got no answer in time. A destination that is slower than our
 * patience goes on with what we gave up; if it got the same again, it would never be done with it.
 * So what was late is tried again in halves: what is answered is settled, and what is not is halved
 * once more, down to single items, which go as they are.
 *
 * <p>All requests to the destination are kept below half the size of one that was late, but not
 * below {@link #FLOOR}. Once nothing was late for a while (four times the time of an attempt, ten
 * seconds at least), that limit is doubled by a request near it that arrives, at most once in the
 * time of an attempt. If one of the doubled size is late again, the while is twice as long, up to
 * an hour, and as before when nothing was late for an hour. Safe for all threads.
 *
 * <p>Metrics are parted only where two requests were put together: a destination may make one
 * document of several points of a request.
 */
final class Lateness {
  /** What was late in a smaller size says nothing about the size of others, in bytes. */
  static final long FLOOR = 64 * 1024;

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);
  private static final long MOST_PATIENCE = Duration.ofHours(1).toNanos();
  private static final long NONE_ABOVE = 1L << 30;

  private final Clock clock;
  private final Splitter splitter;
  private final long attempt;
  private final long first;
  private volatile long bytes = Long.MAX_VALUE;
  private long patience;
  private boolean raised;
  private long raisedAt;
  private long lateAt;

  /**
   * Nothing was late yet.
   *
   * @param attempt how long an attempt may take; zero for no limit
   */
  Lateness(Clock clock, Splitter splitter, Duration attempt) {
    this.clock = clock;
    this.splitter = splitter;
    this.attempt = Math.min(attempt.toNanos(), MOST_PATIENCE / 4);
    this.first = Math.max(LEAST_PATIENCE.toNanos(), 4 * this.attempt);
    this.patience = first;
    this.raisedAt = clock.nanoTime();
    this.lateAt = raisedAt;
  }

  /** The limit; {@link Long#MAX_VALUE} while there is none. */
  long bytes() {
    return bytes;
  }

  /** A request of a size got no answer in time. */
  synchronized void late(long size) {
    long now = clock.nanoTime();
    if (now - lateAt >= MOST_PATIENCE) {
      patience = first;
    } else if (raised) {
      patience = Math.min(2 * patience, MOST_PATIENCE);
    }
    raised = false;
    lateAt = now;
    bytes = Math.min(bytes, Math.max(FLOOR, size / 2));
  }

  /** A request of a size arrived. */
  void taken(long size) {
    long limit = bytes;
    if (limit != Long.MAX_VALUE && size > limit / 3) {
      takenNear();
    }
  }

  private synchronized void takenNear() {
    long now = clock.nanoTime();
    if (now - lateAt >= patience && now - raisedAt >= attempt) {
      bytes = bytes > NONE_ABOVE / 2 ? Long.MAX_VALUE : bytes * 2;
      raised = true;
      raisedAt = now;
    }
  }

  /** The halves of a shipment that is too large at present; empty if it is to go as it is. */
  List<Shipment> before(Shipment shipment) {
    long limit = bytes;
    boolean free = !shipment.trial.begun || shipment.trial.late;
    // a half says again what its items have in common, and must not be halved for that
    return free && limit != Long.MAX_VALUE && shipment.telemetry.byteSize() - limit > limit / 4
        ? halves(shipment)
        : List.of();
  }

  /** Whether a shipment can be sent in halves. */
  boolean canHalve(Shipment shipment) {
    return middle(shipment) > 0;
  }

  /**
   * The halves of a shipment in the order to send them, whose attempts are its own; the wait before
   * the next comes before the first. Empty if it must stay whole, or if there is no memory for them
   * now.
   */
  List<Shipment> halves(Shipment shipment) {
    int middle = middle(shipment);
    if (middle == 0) {
      return List.of();
    }
    List<Shipment> halves;
    try {
      halves = shipment.cut(middle, splitter);
    } catch (OutOfMemoryError passing) { // others give back what they have, and nothing was lost
      return List.of();
    }
    if (halves == null) {
      return List.of();
    }
    halves.forEach(half -> half.trial.goOn(shipment.trial));
    halves.getFirst().trial.pauseNanos = shipment.trial.pauseNanos;
    halves.getFirst().trial.askedNanos = shipment.trial.askedNanos;
    return halves;
  }

  /** Before which item it is cut; 0 if it is not. */
  private int middle(Shipment shipment) {
    if (shipment.items < 2 || !splitter.canCut(shipment.telemetry)) {
      return 0;
    }
    return shipment.telemetry instanceof Metrics
        ? splitter.seam(shipment.telemetry, shipment.items)
        : splitter.half(shipment.telemetry, shipment.items);
  }
}
