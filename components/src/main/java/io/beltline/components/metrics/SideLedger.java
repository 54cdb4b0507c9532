package io.beltline.components.metrics;

import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.model.Signal;
import java.util.Map;

/**
 * Counts what a processor makes beside its pipeline. It is no part of the pipeline's balance: the
 * exporter that takes it has it in its own books. Safe for all threads.
 *
 * @param meter the processor's
 */
public record SideLedger(Meter meter) implements Ledger {

  @Override
  public void filtered(Signal signal, String rule, long items) {
    count("filtered", rule, items);
  }

  @Override
  public void sampledOut(Signal signal, String policy, long items) {
    count("sampled_out", policy, items);
  }

  @Override
  public void dropped(Signal signal, String reason, long items) {
    count("dropped", reason, items);
  }

  @Override
  public void created(Signal signal, String rule, long items) {
    count("created", rule, items);
  }

  private void count(String outcome, String reason, long items) {
    meter
        .counter(
            "beltline_processor_side_items",
            "{item}",
            "What became of items that were made beside the pipeline.",
            Map.of("outcome", outcome, "reason", reason))
        .add(items);
  }
}
