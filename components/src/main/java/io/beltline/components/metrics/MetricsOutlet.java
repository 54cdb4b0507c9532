package io.beltline.components.metrics;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Ledger;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Hands on metrics that were made, in their order. One thread at a time.
 *
 * <p>Deltas that were refused for a time are kept and come first the next time, ten requests at
 * most; the oldest goes first and is booked. Cumulative metrics are not kept: the next request has
 * all.
 */
public final class MetricsOutlet {
  private static final int MOST_PENDING = 10;

  private final Logger logger;
  private final Ledger ledger;
  private final String rule;
  private final boolean keepsRefused;
  private final Deque<Metrics> pending = new ArrayDeque<>();

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

  /** Hands on what is kept, then new metrics; null if there are none. */
  public void send(Consumer next, @Nullable Metrics metrics) {
    if (metrics != null) {
      ledger.created(Signal.METRICS, rule, metrics.itemCount());
      pending.add(metrics);
      if (pending.size() > MOST_PENDING) {
        drop(pending.remove(), "too_many_refused");
      }
    }
    while (!pending.isEmpty()) {
      ConsumeResult result = next.consume(Context.EMPTY, pending.element());
      if (!result.isAccepted()) {
        refused(result);
        return;
      }
      pending.remove();
    }
  }

  private void refused(ConsumeResult result) {
    logger.atWarn().log("metrics of spans were refused: {}", result);
    if (!keepsRefused || !(result instanceof ConsumeResult.Retryable)) {
      drop(pending.remove(), "refused");
    }
  }

  /** Gives up what is kept, since no further call follows. */
  public void end() {
    while (!pending.isEmpty()) {
      drop(pending.remove(), "shutdown");
    }
  }

  private void drop(Metrics metrics, String reason) {
    ledger.dropped(Signal.METRICS, reason, metrics.itemCount());
  }
}
