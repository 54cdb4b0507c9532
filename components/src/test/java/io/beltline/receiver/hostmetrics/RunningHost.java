package io.beltline.receiver.hostmetrics;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.connector.Points;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A receiver that scrapes a tree of files when a test moves the clock. */
final class RunningHost implements AutoCloseable {
  final FakeClock clock = new FakeClock();
  final RecordingConsumer next = new RecordingConsumer();
  final TestSettings settings = TestSettings.of("host_metrics");
  private final Receiver receiver;
  private int scrapes;

  /** Starts with the scrapers of a configuration, the first scrape follows after a second. */
  RunningHost(Path root, String scrapers) {
    HostMetricsConfig config =
        BoundYaml.value(
            HostMetricsConfig.class,
            "{collection_interval: 10s, root_path: '%s', scrapers: %s}".formatted(root, scrapers));
    receiver = new HostMetricsFactory().create(settings.settings(), config, new Metrics());
    receiver.start(new TestHost(clock));
  }

  /** Scrapes and gives the points as lines. */
  List<String> scrape() {
    int before = next.received().size();
    clock.advance(Duration.ofSeconds(scrapes++ == 0 ? 1 : 10));
    return next.received().size() == before
        ? List.of()
        : Points.lines(next.received().getLast().telemetry());
  }

  /** How often something could not be read for a reason. */
  long faults(String scraper, String what, String reason) {
    return settings
        .meter()
        .count(
            "beltline_scraper_faults", Map.of("scraper", scraper, "what", what, "reason", reason));
  }

  @Override
  public void close() {
    receiver.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
  }

  private final class Metrics implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return signal == Signal.METRICS ? Optional.of(next) : Optional.empty();
    }

    @Override
    public Admission admission() {
      return Admission.UNLIMITED;
    }
  }
}
