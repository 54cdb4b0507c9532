package io.beltline.receiver.otlpjsonfile;

import io.beltline.api.Admission;
import io.beltline.api.ComponentId;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.receiver.MemoryStorage;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A receiver over a folder, on a clock that is moved by hand: one look at a time. */
final class OtlpJsonFileRig implements AutoCloseable {
  final Path folder;
  final FakeClock clock = new FakeClock();
  final RecordingConsumer next = new RecordingConsumer();
  final MemoryStorage storage = new MemoryStorage();
  final TestSettings settings = TestSettings.of("otlp_json_file");
  final Set<Signal> pipelines = EnumSet.allOf(Signal.class);
  private int taken;
  private @Nullable Receiver receiver;

  OtlpJsonFileRig(Path folder) {
    this.folder = folder;
  }

  /** Starts at the beginning of all files of the folder. */
  OtlpJsonFileRig start(String... keys) {
    String yaml =
        "include: ['" + folder + "/*']\nstart_at: beginning\n" + String.join("\n", keys) + "\n";
    OtlpJsonFileReceiverConfig config = BoundYaml.value(OtlpJsonFileReceiverConfig.class, yaml);
    Receiver made =
        new OtlpJsonFileReceiverFactory().create(settings.settings(), config, new Out());
    receiver = made;
    made.start(new TestHost(clock).with(ComponentId.parse("file_storage"), storage));
    clock.awaitPending(1);
    return this;
  }

  /** Lets the receiver look once more, and waits until it has. */
  OtlpJsonFileRig poll() {
    return poll(Duration.ofMillis(200));
  }

  OtlpJsonFileRig poll(Duration later) {
    clock.advance(later);
    clock.awaitPending(1);
    return this;
  }

  OtlpJsonFileRig write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  OtlpJsonFileRig write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  /** The requests since this was asked last. */
  List<Telemetry> requests() {
    List<Telemetry> all =
        next.received().stream().map(RecordingConsumer.Received::telemetry).toList();
    List<Telemetry> late = all.subList(taken, all.size());
    taken = all.size();
    return late;
  }

  /** Ends the receiver in order. */
  void stop() {
    Objects.requireNonNull(receiver).shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
    receiver = null;
  }

  @Override
  public void close() {
    if (receiver != null) {
      receiver.shutdown(Deadline.in(clock, Duration.ZERO));
      receiver = null;
    }
  }

  private final class Out implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return pipelines.contains(signal) ? Optional.of(next) : Optional.empty();
    }

    @Override
    public Admission admission() {
      return Admission.UNLIMITED;
    }
  }
}
