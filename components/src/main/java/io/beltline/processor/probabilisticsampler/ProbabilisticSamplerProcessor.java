package io.beltline.processor.probabilisticsampler;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.model.Logs;
import io.beltline.model.Metrics;
import io.beltline.model.Profiles;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.model.otlp.LogsEditor;
import io.beltline.model.otlp.TracesEditor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps a share of spans or log records; with none left, the request ends here. */
final class ProbabilisticSamplerProcessor implements Processor {
  private final Settings settings;
  private final SpanSampler spans;
  private final LogSampler logs;
  private final Consumer next;

  ProbabilisticSamplerProcessor(
      Settings settings, ProbabilisticSamplerConfig config, Consumer next) {
    this.settings = settings;
    Sampler sampler = new Sampler(config);
    this.spans = new SpanSampler(sampler, config.failClosed());
    this.logs = new LogSampler(sampler, config);
    this.next = next;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Map<Decision, Long> decisions = new LinkedHashMap<>();
    Telemetry kept =
        switch (telemetry) {
          case Traces traces -> sample(traces, decisions);
          case Logs records -> sample(records, decisions);
          case Metrics metrics -> metrics;
          case Profiles profiles -> profiles;
        };
    decisions.forEach((decision, items) -> count(telemetry.signal(), decision, items));
    if (kept != telemetry && kept.itemCount() == 0) {
      return ConsumeResult.accepted();
    }
    return next.consume(context, kept);
  }

  private Traces sample(Traces traces, Map<Decision, Long> decisions) {
    TracesEditor editor = new TracesEditor(traces);
    while (editor.next()) {
      Decision decision = spans.decide(editor.span());
      decisions.merge(decision, 1L, Long::sum);
      if (!decision.kept()) {
        editor.removeSpan();
      }
    }
    return editor.finish();
  }

  private Logs sample(Logs records, Map<Decision, Long> decisions) {
    LogsEditor editor = new LogsEditor(records);
    while (editor.next()) {
      Decision decision = logs.decide(editor.log());
      decisions.merge(decision, 1L, Long::sum);
      if (!decision.kept()) {
        editor.removeLog();
      }
    }
    return editor.finish();
  }

  private void count(Signal signal, Decision decision, long items) {
    if (!decision.kept()) {
      settings.ledger().sampledOut(signal, decision.policy(), items);
    }
    Meter.Counter counter =
        settings
            .meter()
            .counter(
                "otelcol_processor_probabilistic_sampler_count_"
                    + (signal == Signal.LOGS ? "logs" : "traces")
                    + "_sampled",
                "{items}",
                "Items that were sampled or not.",
                Map.of("policy", decision.policy(), "sampled", Boolean.toString(decision.kept())));
    counter.add(items);
  }
}
