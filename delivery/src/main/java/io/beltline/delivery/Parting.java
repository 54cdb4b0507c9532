package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Deadline;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * The end of a delivery: what is sent until then, what stays on disk, what is lost and said so.
 * Safe for all threads.
 *
 * <p>A queue in memory is sent until the deadline. One on disk is sent as long as the destination
 * takes it: at its first failure nothing more begins, and if it failed before, what is being sent
 * has a moment only.
 */
final class Parting {
  /** How long attempts under way may take when another delivery goes on with the queue. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  /** How long attempts under way may take at a destination that has not taken the last one. */
  static final Duration DOUBTFUL = Duration.ofSeconds(1);

  private final Belt belt;
  private final Courier courier;
  private final CourierParts parts;
  private final Letterbox letterbox;
  private final QueueStore store;
  private final DestinationBooks books;
  private final Runnable ending;
  private final Logger logger;
  private volatile boolean leaving;

  /**
   * An end that has not begun.
   *
   * @param ending tells the exporter that the end of a queue on disk has begun
   */
  Parting(
      Belt belt,
      Courier courier,
      CourierParts parts,
      Letterbox letterbox,
      QueueStore store,
      DestinationBooks books,
      Runnable ending,
      Logger logger) {
    this.belt = belt;
    this.courier = courier;
    this.parts = parts;
    this.letterbox = letterbox;
    this.store = store;
    this.books = books;
    this.ending = ending;
    this.logger = logger;
  }

  /** The end, when it comes, sends no more than what is being sent. */
  void leave(boolean on) {
    leaving = on;
  }

  /** Ends; returns when nothing moves any more. */
  void shutdown(Deadline deadline) {
    boolean outlives = store.isDurable() && !leaving;
    boolean doubtful = outlives && parts.health().isFailing();
    Deadline end =
        leaving ? deadline.within(SHORT) : doubtful ? deadline.within(DOUBTFUL) : deadline;
    boolean atOnce = leaving || doubtful;
    var left = belt.shutdown(end, atOnce, () -> stop(end, atOnce, outlives));
    for (Load load : left) {
      courier.discard(load, DropReason.SHUTDOWN, ConsumeResult.unavailable("shutting down", null));
    }
    letterbox.close(logger);
    QueueStore.Rest rest = store.close();
    Books last = belt.read(() -> close(parts.deadLetters().isDurable()));
    if (rest.items() > 0) {
      logger.info(
          "{} requests with {} items stay in the queue on disk", rest.requests(), rest.items());
    }
    if (last.dropped(DropReason.SHUTDOWN) > 0) {
      logger.warn(
          "{} items were not delivered before shutdown and are lost",
          last.dropped(DropReason.SHUTDOWN));
    }
    if (belt.isAbandoned()) {
      logger.error("the exporter did not return; {} items are in its hands", last.inFlight());
    }
  }

  private void stop(Deadline end, boolean atOnce, boolean outlives) {
    if (atOnce) {
      parts.stopping().leave(end);
    } else if (outlives) {
      parts.stopping().begin(end, () -> retreat(end));
    } else {
      parts.stopping().begin(end);
    }
    if (outlives) {
      try {
        ending.run();
      } catch (RuntimeException bug) { // it must not keep the queue from ending
        logger.error("the exporter threw when it was told that the end begins", bug);
      }
    }
  }

  /** The destination fails: what waits stays on disk. What is being sent goes on. */
  private void retreat(Deadline end) {
    parts.stopping().leave(end);
    belt.leave();
  }

  /** The last entry in the books: what stays on disk. Under the lock. */
  private Books close(boolean lettersStay) {
    Books last = books.snapshot();
    if (store.isDurable()) {
      books.keepRequests();
    }
    if (lettersStay) {
      books.keepLetters();
    }
    return last;
  }
}
