package io.beltline.components.metrics;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Ledger;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;

/**
 * Hands on metrics that were made, in their order, each request with its own answer. One thread at
 * a time.
 *
 * <p>Deltas that were refused for a time are kept and come first the next time, those of ten
 * intervals at most; the oldest go first and are booked. Cumulative metrics are not kept: the next
 * requests have all.
 */
public final class MetricsOutlet {
  private static final int MOST_PENDING = 10;

  private final Logger logger;
  private final Ledger ledger;
  private final String rule;
  private final boolean keepsRefused;

  /** What is still to be handed on, by the interval it was made in. */
  private final Deque<Deque<Part>> pending = new ArrayDeque<>();

  /**
   * One request.
   *
   * @param offered is run each time it was handed on, whatever the answer, and first
   * @param taken is run when it was taken
   */
  public record Part(Metrics metrics, Runnable offered, Runnable taken) {

    /** A request of which it is all the same what became of it. */
    public static Part of(Metrics metrics) {
      return new Part(metrics, () -> {}, () -> {});
    }
  }

  /**
   * Nothing to hand on yet.
   *
   * @param ledger where points are booked as created and dropped
   * @param rule what they are created by
   * @param keepsRefused whether what is refused for a time is handed on again
   */
  public MetricsOutlet(Logger logger, Ledger ledger, String rule, boolean keepsRefused) {
    this.logger = logger;
    this.ledger = ledger;
    this.rule = rule;
    this.keepsRefused = keepsRefused;
  }

  /** Hands on what is kept, then what an interval made; nothing if it made none. */
  public void send(Consumer next, List<Part> made) {
    if (!made.isEmpty()) {
      made.forEach(part -> ledger.created(Signal.METRICS, rule, part.metrics.itemCount()));
      pending.add(new ArrayDeque<>(made));
      if (pending.size() > MOST_PENDING) {
        drop(pending.remove(), "too_many_refused");
      }
    }
    ConsumeResult refused = ConsumeResult.accepted();
    boolean busy = false;
    while (!pending.isEmpty() && !busy) {
      Deque<Part> parts = pending.element();
      Part part = parts.element();
      ConsumeResult result = next.consume(Context.EMPTY, part.metrics);
      part.offered.run();
      switch (result) {
        case ConsumeResult.Accepted _ -> parts.remove().taken.run();
        case ConsumeResult.Permanent _ -> drop(List.of(parts.remove()), "refused");
        case ConsumeResult.Retryable _ -> busy = true;
      }
      refused = result.isAccepted() ? refused : result;
      if (parts.isEmpty()) {
        pending.remove();
      }
    }
    if (!refused.isAccepted()) {
      logger.atWarn().log("metrics of spans were refused: {}", refused);
    }
    if (busy && !keepsRefused) {
      giveUp("refused");
    }
  }

  /** Leaves what is kept to another, who hands it on. */
  public void leave(Deque<Deque<Part>> to) {
    to.addAll(pending);
    pending.clear();
  }

  /** Takes over what another has left: it comes first. */
  public void adopt(Deque<Deque<Part>> left) {
    pending.addAll(left);
    left.clear();
  }

  /** Gives up what is kept, since no further call follows. */
  public void end() {
    giveUp("shutdown");
  }

  private void giveUp(String reason) {
    pending.forEach(parts -> drop(parts, reason));
    pending.clear();
  }

  private void drop(Collection<Part> parts, String reason) {
    for (Part part : parts) {
      ledger.dropped(Signal.METRICS, reason, part.metrics.itemCount());
    }
  }
}
