package io.beltline.receiver.filelog;

import io.beltline.api.Admission;
import io.beltline.api.ComponentId;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.model.Signal;
import io.beltline.receiver.LogRecords;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receiver over a folder, on a clock that is moved by hand: one look at a time. */
final class FileLogRig implements AutoCloseable {
  final Path folder;
  final FakeClock clock = new FakeClock();
  final RecordingConsumer next = new RecordingConsumer();
  final MemoryStorage storage = new MemoryStorage();
  final TestSettings settings = TestSettings.of("file_log");
  private int taken;
  private @Nullable Receiver receiver;

  FileLogRig(Path folder) {
    this.folder = folder;
  }

  /** Starts with keys besides include: all files of the folder unless they say otherwise. */
  FileLogRig start(String... keys) {
    StringBuilder yaml = new StringBuilder();
    boolean includes = List.of(keys).stream().anyMatch(key -> key.startsWith("include:"));
    yaml.append(includes ? "" : "include: ['" + folder + "/*']\n");
    List.of(keys)
        .forEach(key -> yaml.append(key.replace("FOLDER", folder.toString())).append('\n'));
    FileLogConfig config = BoundYaml.value(FileLogConfig.class, yaml.toString());
    Receiver made = new FileLogReceiverFactory().create(settings.settings(), config, new Out());
    receiver = made;
    TestHost host = new TestHost(clock).with(ComponentId.parse("file_storage"), storage);
    made.start(host);
    clock.awaitPending(1);
    return this;
  }

  /** Lets the receiver look once more, and waits until it has. */
  FileLogRig poll() {
    return poll(Duration.ofMillis(200));
  }

  FileLogRig poll(Duration later) {
    clock.advance(later);
    clock.awaitPending(1);
    return this;
  }

  FileLogRig write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  FileLogRig write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  /** The records since this was asked last. */
  List<Map<String, @Nullable Object>> records() {
    List<RecordingConsumer.Received> all = next.received();
    List<Map<String, @Nullable Object>> records = new ArrayList<>();
    all.subList(taken, all.size()).forEach(call -> records.addAll(LogRecords.of(call.telemetry())));
    taken = all.size();
    return records;
  }

  /** The bodies since records were asked for last. */
  List<@Nullable Object> bodies() {
    List<@Nullable Object> bodies = new ArrayList<>();
    records().forEach(record -> bodies.add(record.get("body")));
    return bodies;
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
    }
  }

  private final class Out implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return Optional.of(next);
    }

    @Override
    public Admission admission() {
      return Admission.UNLIMITED;
    }
  }
}
