package io.beltline.service.books;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.model.Signal;

/**
 * Where a component outside the pipelines' books (a connector, a receiver, an exporter, an
 * extension) books: shown as metrics under its own name. Safe for all threads.
 *
 * @param destination the component's id
 * @param meter where the metrics live
 */
public record ComponentLedger(String destination, Meter meter) implements Ledger {

  @Override
  public void filtered(Signal signal, String rule, long items) {
    book(signal, Outcome.FILTERED, rule, items);
  }

  @Override
  public void sampledOut(Signal signal, String policy, long items) {
    book(signal, Outcome.SAMPLED_OUT, policy, items);
  }

  @Override
  public void dropped(Signal signal, String reason, long items) {
    book(signal, Outcome.DROPPED, reason, items);
  }

  @Override
  public void created(Signal signal, String rule, long items) {
    book(signal, Outcome.CREATED, rule, items);
  }

  private void book(Signal signal, Outcome outcome, String reason, long items) {
    meter
        .counter(
            BookKeeping.METRIC,
            "{item}",
            BookKeeping.DESCRIPTION,
            BookKeeping.labels("", destination, signal.label(), outcome.label(), reason))
        .add(items);
  }
}
