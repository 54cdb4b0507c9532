package io.beltline.processor.metricsgeneration;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.extension.Configs;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.MetricLines;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.util.List;
import java.util.Map;

/** A running processor with what it passes on. */
final class Generations {
  final TestSettings settings = TestSettings.of("metrics_generation");
  private final RecordingConsumer next = new RecordingConsumer();
  private final Processor processor;

  /** Rules, each as a YAML map in one line. */
  Generations(String... rules) {
    processor =
        new MetricsGenerationFactory()
            .create(
                settings.settings(),
                Configs.bind(
                    MetricsGenerationConfig.class, "rules: [" + String.join(", ", rules) + "]"),
                Signal.METRICS,
                next);
  }

  ConsumeResult consume(Metrics in) {
    return processor.consume(Context.EMPTY, in);
  }

  Telemetry last() {
    return next.received().getLast().telemetry();
  }

  List<String> lines(Metrics in) {
    if (!consume(in).isAccepted()) {
      throw new AssertionError("refused");
    }
    return MetricLines.lines(last());
  }

  /** The lines that are new. */
  List<String> made(String... in) {
    List<String> lines = lines(MetricLines.of(in));
    if (!lines.subList(0, in.length).equals(List.of(in))) {
      throw new AssertionError("other metrics changed: " + lines);
    }
    return lines.subList(in.length, lines.size());
  }

  long skipped(int rule, String reason) {
    return settings
        .meter()
        .count(
            "beltline_processor_metrics_generation_skipped",
            Map.of("rule", "rules[" + rule + "]", "reason", reason));
  }
}
