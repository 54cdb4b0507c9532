package io.beltline.processor.metricstransform;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Processor;
import io.beltline.extension.Configs;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.MetricLines;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.util.List;
import java.util.Map;

/** A running processor with what it passes on. */
final class Transforms {
  final RecordingConsumer next = new RecordingConsumer();
  final TestSettings settings = TestSettings.of("metrics_transform/a");
  final FakeClock clock = new FakeClock();
  private final Processor processor;

  /** Transforms as a YAML list without the key before it. */
  Transforms(String list) {
    processor =
        new MetricsTransformFactory()
            .create(
                settings.settings(),
                Configs.bind(MetricsTransformConfig.class, "transforms:\n" + list),
                Signal.METRICS,
                next);
    processor.start(new TestHost(clock));
  }

  ConsumeResult consume(Metrics in) {
    return processor.consume(Context.EMPTY, in);
  }

  /** What becomes of a request; empty if it ends here. */
  List<String> lines(Metrics in) {
    int before = next.received().size();
    if (!consume(in).isAccepted()) {
      throw new AssertionError("refused");
    }
    return next.received().size() == before ? List.of() : MetricLines.lines(last());
  }

  List<String> lines(String... in) {
    return lines(MetricLines.of(in));
  }

  Telemetry last() {
    return next.received().getLast().telemetry();
  }

  long count(String what, String place) {
    return settings
        .meter()
        .count("beltline_processor_metrics_transform_" + what, Map.of("transform", place));
  }
}
