package io.beltline.receiver.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.receiver.LogRecords;
import io.beltline.receiver.MemoryStorage;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A receiver whose journalctls are in the hands of a test, on a clock that is moved by hand. */
final class JournalRig implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int PATIENCE_SECONDS = 20;

  final FakeClock clock = new FakeClock();
  final MemoryStorage storage = new MemoryStorage();
  final TestSettings settings = TestSettings.of("journald");
  final TestHost host = new TestHost(clock).with(ComponentId.parse("file_storage"), storage);
  private final BlockingQueue<FakeJournalctl> ready = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<String>> started = new LinkedBlockingQueue<>();
  private final BlockingQueue<Telemetry> received = new LinkedBlockingQueue<>();
  private volatile BiFunction<Context, Telemetry, ConsumeResult> answer =
      (context, telemetry) -> ConsumeResult.accepted();
  private @Nullable Receiver receiver;

  /**
   * Starts a receiver of a folder that begins at the oldest entry, unless the keys say otherwise;
   * with {@code merge: false} one of the system's journal.
   */
  JournalRig start(String... keys) {
    boolean says = List.of(keys).stream().anyMatch(key -> key.startsWith("start_at:"));
    boolean system = List.of(keys).contains("merge: false");
    String yaml = (says ? "" : "start_at: beginning\n") + String.join("\n", keys);
    // any file that can be run will do: the launcher does not start it
    yaml += "\njournalctl_path: /bin/sh\n" + (system ? "" : "directory: /journal\n");
    JournaldReceiverConfig config = BoundYaml.value(JournaldReceiverConfig.class, yaml);
    receiver = new JournaldReceiver(settings.settings(), config, new Out(), this::launch);
    receiver.start(host);
    return this;
  }

  private Launcher.Running launch(List<String> command) throws IOException {
    started.add(command);
    try {
      FakeJournalctl next = ready.take();
      if (next.isMissing()) {
        throw new IOException("no such command");
      }
      return next;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /** Readies the next journalctl that is started. */
  FakeJournalctl next(FakeJournalctl journalctl) {
    ready.add(journalctl);
    return journalctl;
  }

  /** The words of the journalctl that was started next, behind its own. */
  List<String> command() throws InterruptedException {
    List<String> words = started.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(words).as("a journalctl that is started").isNotNull();
    return Objects.requireNonNull(words).subList(1, Objects.requireNonNull(words).size());
  }

  void answering(BiFunction<Context, Telemetry, ConsumeResult> function) {
    answer = function;
  }

  /** So many records, in the order they came. */
  List<Map<String, @Nullable Object>> records(int count) throws InterruptedException {
    List<Map<String, @Nullable Object>> records = new ArrayList<>();
    while (records.size() < count) {
      Telemetry request = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(request).as("a request behind %d records", records.size()).isNotNull();
      records.addAll(LogRecords.of(Objects.requireNonNull(request)));
    }
    return records;
  }

  /** The messages of so many records. */
  List<String> messages(int count) throws InterruptedException {
    return records(count).stream()
        .map(record -> ((Map<?, ?>) Objects.requireNonNull(record.get("body"))).get("MESSAGE"))
        .map(String::valueOf)
        .toList();
  }

  /** Whether nothing came besides what was asked for. */
  boolean isQuiet() {
    return received.isEmpty();
  }

  /** Lets the cursor be written down, and what operators hold be looked at. */
  JournalRig tick() {
    clock.awaitPending(2);
    clock.advance(TICK);
    clock.awaitPending(2);
    return this;
  }

  /** Lets time pass until something has come about. */
  JournalRig until(String what, BooleanSupplier done) {
    long began = System.nanoTime();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime() - began)
          .as("waited in vain for " + what)
          .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
      tick();
      Thread.yield();
    }
    return this;
  }

  /** Lets time pass until a cursor is written down. */
  void untilSaved(String cursor) {
    until("the cursor " + cursor, () -> cursor.equals(saved()));
  }

  /** The cursor in the storage. */
  @Nullable String saved() {
    byte[] bytes = storage.values.get("cursor");
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Ends the receiver in order. */
  void stop() {
    Objects.requireNonNull(receiver).shutdown(Deadline.in(clock, Duration.ofSeconds(10)));
    receiver = null;
  }

  @Override
  public void close() {
    endAtOnce();
  }

  /** Ends it without waiting for anything. */
  void endAtOnce() {
    if (receiver != null) {
      receiver.shutdown(Deadline.in(clock, Duration.ZERO));
      receiver = null;
    }
  }

  private final class Out implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return Optional.of(
          (context, telemetry) -> {
            ConsumeResult result = answer.apply(context, telemetry);
            received.add(telemetry);
            return result;
          });
    }

    @Override
    public Admission admission() {
      return Admission.UNLIMITED;
    }
  }
}
