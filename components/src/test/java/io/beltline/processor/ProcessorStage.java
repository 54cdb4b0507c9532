package io.beltline.processor;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.extension.Configs;
import io.beltline.extension.filestorage.FileStorageFactory;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A processor of metrics with what it passes on, and what outlives it. */
public final class ProcessorStage<C extends Record> {
  public final FakeClock clock = new FakeClock();
  public final RecordingConsumer next = new RecordingConsumer();
  public final TestSettings settings;
  public TestHost host = new TestHost(clock);
  private final ProcessorFactory<C> factory;
  private @Nullable Processor processor;
  private @Nullable Extension storage;
  private int read;

  public ProcessorStage(ProcessorFactory<C> factory) {
    this.factory = factory;
    this.settings = TestSettings.of(factory.type());
  }

  /** Starts a processor in the place of the one before. */
  public ProcessorStage<C> start(String yaml) {
    Processor fresh =
        factory.create(
            settings.settings(), Configs.bind(factory.configType(), yaml), Signal.METRICS, next);
    fresh.start(host);
    processor = fresh;
    return this;
  }

  public void stop() {
    processor().shutdown(soon());
  }

  /** Replaces the processor as a reload does. */
  public void reload(String yaml) {
    stop();
    start(yaml);
  }

  /** Ends the process without telling the processor. */
  public void kill() {
    if (storage != null) {
      storage.shutdown(soon());
      storage = null;
    }
  }

  /** Starts a process with the storage in a directory; what was in memory is gone. */
  public void boot(Path directory) {
    kill();
    host = new TestHost(clock);
    FileStorageFactory files = new FileStorageFactory();
    Extension extension =
        files.create(
            TestSettings.of("file_storage").settings(),
            Configs.bind(
                files.configType(), "{create_directory: true, directory: '" + directory + "'}"));
    extension.start(host);
    host.with(ComponentId.parse("file_storage"), extension);
    storage = extension;
  }

  public Deadline soon() {
    return Deadline.in(clock, Duration.ofSeconds(1));
  }

  private Processor processor() {
    if (processor == null) {
      throw new IllegalStateException("start it first");
    }
    return processor;
  }

  public ConsumeResult send(Metric... metrics) {
    return send(MetricRequests.of(metrics));
  }

  public ConsumeResult send(Telemetry telemetry) {
    return processor().consume(Context.EMPTY, telemetry);
  }

  /** The metrics passed on since they were asked for last. */
  public List<Metric> sent() {
    List<Metric> metrics =
        next.received().stream()
            .skip(read)
            .flatMap(call -> MetricRequests.metrics(call.telemetry()).stream())
            .toList();
    read = next.received().size();
    return metrics;
  }

  /** Sends one metric and gives what came of it, null if nothing. */
  public @Nullable Metric through(Metric metric) {
    send(metric);
    List<Metric> metrics = sent();
    return metrics.isEmpty() ? null : metrics.getFirst();
  }

  /** What was booked under a reason. */
  public long booked(String reason) {
    return settings.ledger().booked().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("{" + reason + "}"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
