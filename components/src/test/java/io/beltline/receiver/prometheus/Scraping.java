package io.beltline.receiver.prometheus;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A receiver that runs on a clock of the test's, and what its pipeline gets. */
final class Scraping implements AutoCloseable {
  final FakeClock clock = new FakeClock();
  final RecordingConsumer next = new RecordingConsumer();
  final TestSettings settings = TestSettings.of("prometheus");
  private final Receiver receiver;

  Scraping(String yaml) {
    this(yaml, Admission.UNLIMITED);
  }

  Scraping(String yaml, Admission admission) {
    this(
        new PrometheusReceiverFactory(),
        BoundYaml.value(PrometheusReceiverConfig.class, yaml),
        admission);
  }

  <C extends Record> Scraping(ReceiverFactory<C> factory, C config) {
    this(factory, config, Admission.UNLIMITED);
  }

  private <C extends Record> Scraping(ReceiverFactory<C> factory, C config, Admission admission) {
    receiver =
        factory.create(
            settings.settings(),
            config,
            new Outputs() {
              @Override
              public Optional<Consumer> consumer(Signal signal) {
                return Optional.of(next);
              }

              @Override
              public Admission admission() {
                return admission;
              }
            });
    receiver.start(new TestHost(clock));
  }

  /** A job of one target with its usual keys and some more. */
  static Scraping of(Pages pages, String path, String more) {
    return new Scraping(yaml(pages, path, more));
  }

  static String yaml(Pages pages, String path, String more) {
    return """
    config:
      scrape_configs:
        - job_name: shop
          scrape_interval: 10s
          metrics_path: %s
          static_configs: [{targets: ['%s']}]
    """
            .formatted(path, pages.address())
        + more.indent(6);
  }

  /** Lets one scrape of each target happen; the last request as JSON with single quotes. */
  String scrape() {
    clock.advance(Duration.ofSeconds(10));
    return last();
  }

  String last() {
    return next.received().isEmpty() ? "" : json(next.received().getLast().telemetry());
  }

  static String json(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8).replace('"', '\'');
  }

  PrometheusReceiver receiver() {
    return (PrometheusReceiver) receiver;
  }

  @Override
  public void close() {
    receiver.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
  }
}
