package io.beltline.processor.redaction;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import java.util.Map;

/** Removes and masks what is not to be seen, wherever a text can stand. */
final class RedactionProcessor implements Processor {
  private final RedactionRules rules;
  private final Meter.Counter removed;
  private final Meter.Counter masked;
  private final Consumer next;

  RedactionProcessor(Settings settings, RedactionRules rules, Consumer next) {
    this.rules = rules;
    this.removed = counter(settings, "removed", "Attributes and entries removed for their keys.");
    this.masked = counter(settings, "masked", "Values and names in which something was masked.");
    this.next = next;
  }

  private static Meter.Counter counter(Settings settings, String what, String description) {
    return settings
        .meter()
        .counter("beltline_processor_redaction_" + what, "{values}", description, Map.of());
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Redactor redactor = new Redactor(rules);
    Telemetry redacted =
        switch (telemetry) {
          case Traces traces -> new TraceRedaction(rules, redactor).apply(traces);
          case Metrics metrics -> MetricRedaction.apply(metrics, redactor);
          case Logs logs -> LogRedaction.apply(logs, redactor);
          case Profiles profiles -> profiles;
        };
    removed.add(redactor.removed());
    masked.add(redactor.masked());
    return next.consume(context, redacted);
  }
}
