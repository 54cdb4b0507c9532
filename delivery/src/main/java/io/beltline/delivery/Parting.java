package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Deadline;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * The end of a delivery: what is sent until then, what stays on disk, what is lost and said so.
 * Safe for all threads.
 */
final class Parting {
  /** How long attempts under way may take when another delivery goes on with the queue. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final Belt belt;
  private final Courier courier;
  private final Stopping stopping;
  private final Letterbox letterbox;
  private final QueueStore store;
  private final DeadLetters deadLetters;
  private final DestinationBooks books;
  private final Logger logger;
  private volatile boolean leaving;

  Parting(
      Belt belt,
      Courier courier,
      CourierParts parts,
      Letterbox letterbox,
      QueueStore store,
      DestinationBooks books,
      Logger logger) {
    this.belt = belt;
    this.courier = courier;
    this.stopping = parts.stopping();
    this.deadLetters = parts.deadLetters();
    this.letterbox = letterbox;
    this.store = store;
    this.books = books;
    this.logger = logger;
  }

  /** The end, when it comes, sends no more than what is being sent. */
  void leave(boolean on) {
    leaving = on;
  }

  /** Ends; returns when nothing moves any more. */
  void shutdown(Deadline deadline) {
    Deadline end = leaving ? deadline.within(SHORT) : deadline;
    var left = belt.shutdown(end, leaving, () -> stop(end));
    for (Load load : left) {
      courier.discard(load, DropReason.SHUTDOWN, ConsumeResult.unavailable("shutting down", null));
    }
    letterbox.close(logger);
    QueueStore.Rest rest = store.close();
    Books last = belt.read(() -> close(deadLetters.isDurable()));
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

  private void stop(Deadline end) {
    if (leaving) {
      stopping.leave(end);
    } else {
      stopping.begin(end);
    }
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
