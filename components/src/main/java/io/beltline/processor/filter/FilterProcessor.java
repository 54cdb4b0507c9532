package io.beltline.processor.filter;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.ottl.EvaluationException;
import org.jspecify.annotations.Nullable;

/** Removes records by rules and passes on the others; with none left, the request ends here. */
final class FilterProcessor implements Processor {
  private final Settings settings;
  private final Rules rules;
  private final FilterCounters counters;
  private final Consumer next;
  private @Nullable Sieve sieve;

  FilterProcessor(Settings settings, Rules rules, Signal signal, Consumer next) {
    this.settings = settings;
    this.rules = rules;
    this.counters = new FilterCounters(settings, signal, rules.places());
    this.next = next;
  }

  @Override
  public void start(Host host) {
    sieve = rules.sieve(settings, host, counters);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (sieve == null) {
      throw new IllegalStateException("the processor is not started");
    }
    Telemetry kept;
    try {
      kept = sieve.sift(context, telemetry);
    } catch (EvaluationException failed) {
      return new ConsumeResult.Permanent(
          Status.INVALID_ARGUMENT, String.valueOf(failed.getMessage()));
    }
    if (kept != telemetry && kept.itemCount() == 0) {
      return ConsumeResult.accepted();
    }
    return next.consume(context, kept);
  }
}
