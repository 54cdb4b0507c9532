package io.beltline.components.scrape;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.connector.Points;
import io.beltline.model.Signal;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.RecordingMeter;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A receiver that scrapes when a test says so, and what its pipeline gets. */
public final class ScrapeRig implements AutoCloseable {
  private final FakeClock clock = new FakeClock();
  private final RecordingConsumer next = new RecordingConsumer();
  private final TestSettings settings;
  private final Receiver receiver;

  private <C extends Record> ScrapeRig(ReceiverFactory<C> factory, String yaml, Admission memory) {
    settings = TestSettings.of(factory.type());
    receiver =
        factory.create(
            settings.settings(),
            BoundYaml.value(factory.configType(), yaml),
            new OneOutput(next, memory));
    receiver.start(new TestHost(clock));
  }

  /** A receiver that has started and scrapes a second later, then every minute. */
  public static ScrapeRig start(ReceiverFactory<?> factory, String yaml) {
    return new ScrapeRig(factory, yaml, Admission.UNLIMITED);
  }

  /** The same with memory for what it receives. */
  public static ScrapeRig start(ReceiverFactory<?> factory, String yaml, Admission memory) {
    return new ScrapeRig(factory, yaml, memory);
  }

  private record OneOutput(Consumer next, Admission admission) implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return signal == Signal.METRICS ? Optional.of(next) : Optional.empty();
    }
  }

  /** Lets it scrape once; the points, a line each. */
  public List<String> scrape() {
    int before = next.received().size();
    clock.advance(Duration.ofMinutes(1));
    return next.received().size() == before
        ? List.of()
        : Points.lines(next.received().getLast().telemetry());
  }

  /** The last request as JSON. */
  public String json() {
    return new String(
        OtlpJson.write(next.received().getLast().telemetry()), StandardCharsets.UTF_8);
  }

  /** What it has counted. */
  public RecordingMeter meter() {
    return settings.meter();
  }

  /** Its clock. */
  public FakeClock clock() {
    return clock;
  }

  @Override
  public void close() {
    receiver.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
  }
}
