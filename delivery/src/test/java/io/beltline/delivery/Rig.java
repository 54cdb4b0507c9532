package io.beltline.delivery;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A delivery with a scripted exporter behind it and time that moves by hand. */
final class Rig {
  final FakeClock clock = new FakeClock();
  final ScriptedExporter exporter = new ScriptedExporter();
  final Recorder recorder = new Recorder(clock);
  final List<DeadLetters.DeadLetter> letters;
  private final Delivery delivery;

  private Rig(
      Config config, @Nullable DeadLetters box, Splitter splitter, @Nullable DiskStorage storage) {
    this(config, box, splitter, storage, request -> ExportResult.delivered());
  }

  private Rig(
      Config config,
      @Nullable DeadLetters box,
      Splitter splitter,
      @Nullable DiskStorage storage,
      Function<ExportRequest, ExportResult> always) {
    exporter.always(always);
    letters = box instanceof LastingLetters lasting ? lasting.kept : List.of();
    Settings settings =
        new Settings(
            ComponentId.parse("otlp/x"),
            recorder.logger(),
            recorder,
            recorder,
            new BuildInfo("test", "", ""));
    delivery =
        new Delivery(
            exporter,
            config,
            new DeliverySettings(settings, Signal.LOGS, clock, () -> Long.MIN_VALUE, box),
            splitter);
    if (storage != null) {
      recorder.offer(Config.STORAGE, storage);
    }
    delivery.start(recorder);
  }

  static Rig of(Config config) {
    return new Rig(config, DeadLetters.none(), new OtlpSplitter(), null);
  }

  static Rig cutting(Config config, Splitter splitter) {
    return new Rig(config, DeadLetters.none(), splitter, null);
  }

  static Rig withLetters(Config config) {
    return new Rig(config, new LastingLetters(), new OtlpSplitter(), null);
  }

  static Rig keeping(Config config, DeadLetters box) {
    return new Rig(config, box, new OtlpSplitter(), null);
  }

  /** With its queue on a disk, and no letters. */
  static Rig onDisk(Config config) {
    return on(new DiskStorage(), config);
  }

  static Rig on(DiskStorage storage, Config config) {
    return new Rig(config.stored(), DeadLetters.none(), new OtlpSplitter(), storage);
  }

  /** With its queue on a disk, and an exporter that answers from the start. */
  static Rig answering(
      DiskStorage storage, Config config, Function<ExportRequest, ExportResult> always) {
    return new Rig(config.stored(), DeadLetters.none(), new OtlpSplitter(), storage, always);
  }

  /** With its queue, and the box the configuration asks for, on a disk. */
  static Rig allOn(DiskStorage storage, Config config) {
    return new Rig(config.stored(), null, new OtlpSplitter(), storage);
  }

  /** With the box the configuration asks for. */
  static Rig configured(Config config) {
    return new Rig(config, null, new OtlpSplitter(), null);
  }

  Delivery delivery() {
    return delivery;
  }

  ConsumeResult send(Telemetry telemetry) {
    return delivery.consume(Context.EMPTY, telemetry);
  }

  ConsumeResult send(Context context, Telemetry telemetry) {
    return delivery.consume(context, telemetry);
  }

  /** Sends on a thread of its own. */
  CompletableFuture<ConsumeResult> sendAside(Telemetry telemetry) {
    return aside(() -> send(telemetry));
  }

  CompletableFuture<Void> shutdownAside(Duration time) {
    return aside(
        () -> {
          shutdown(time);
          return null;
        });
  }

  void shutdown(Duration time) {
    delivery.shutdown(Deadline.in(clock, time));
  }

  /** Ends in good order: all that was taken is brought to its end. */
  Books end() {
    shutdown(Duration.ofDays(1));
    return delivery.books();
  }

  void hurry(boolean on) {
    delivery.hurry(on);
  }

  Books books() {
    return delivery.books();
  }

  long counter(String name) {
    return recorder.counter(name, Map.of("exporter", "otlp/x"));
  }

  static <T extends @Nullable Object> CompletableFuture<T> aside(
      java.util.function.Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            done.complete(work.get());
          } catch (Throwable failed) {
            done.completeExceptionally(failed);
          }
        });
    return done;
  }

  /** Looks again and again until something has come about. */
  void until(java.util.function.BooleanSupplier condition) {
    for (int i = 0; i < 5_000_000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.yield();
    }
    throw new AssertionError("waited in vain; books: " + books());
  }

  static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** An exporter's configuration as far as delivery reads it. */
  record Config(
      QueueConfig sendingQueue,
      RetryConfig retryOnFailure,
      DeadLetterConfig deadLetters,
      Duration timeout,
      boolean inOrder,
      @Nullable EgressRules egressPolicy)
      implements DeliveryConfig {

    static final Config DEFAULTS =
        new Config(
            QueueConfig.defaults(),
            RetryConfig.defaults(),
            DeadLetterConfig.defaults(),
            Duration.ofSeconds(5),
            false,
            null);

    /** With a policy that withholds by number. */
    Config guarded() {
      return new Config(
          sendingQueue,
          retryOnFailure,
          deadLetters,
          timeout,
          inOrder,
          (settings, signal) -> new NumberPolicy());
    }

    Config queue(boolean enabled, int consumers, long size, Sizer sizer) {
      QueueConfig q = sendingQueue;
      return new Config(
          new QueueConfig(
              enabled,
              consumers,
              size,
              sizer,
              null,
              q.onOverflow(),
              q.waitForResult(),
              q.storage(),
              q.batch()),
          retryOnFailure,
          deadLetters,
          timeout,
          inOrder,
          egressPolicy);
    }

    static final ComponentId STORAGE = ComponentId.of("file_storage");

    Config stored() {
      return stored(STORAGE);
    }

    Config stored(@Nullable ComponentId storage) {
      QueueConfig q = sendingQueue;
      return new Config(
          new QueueConfig(
              q.enabled(),
              q.numConsumers(),
              q.queueSize(),
              q.sizer(),
              null,
              q.onOverflow(),
              q.waitForResult(),
              storage,
              q.batch()),
          retryOnFailure,
          deadLetters,
          timeout,
          inOrder,
          egressPolicy);
    }

    Config noQueue() {
      return queue(false, 10, 1000, Sizer.REQUESTS);
    }

    Config ordered() {
      return new Config(sendingQueue, retryOnFailure, deadLetters, timeout, true, egressPolicy);
    }

    Config consumers(int consumers) {
      return queue(true, consumers, sendingQueue.queueSize(), sendingQueue.sizer());
    }

    Config size(long size, Sizer sizer) {
      return queue(true, sendingQueue.numConsumers(), size, sizer);
    }

    Config with(@Nullable Overflow overflow, boolean await, @Nullable BatchConfig batch) {
      QueueConfig q = sendingQueue;
      return new Config(
          new QueueConfig(
              q.enabled(),
              q.numConsumers(),
              q.queueSize(),
              q.sizer(),
              null,
              overflow,
              await,
              q.storage(),
              batch),
          retryOnFailure,
          deadLetters,
          timeout,
          inOrder,
          egressPolicy);
    }

    Config blocking() {
      return with(Overflow.BLOCK, sendingQueue.waitForResult(), sendingQueue.batch());
    }

    Config droppingOldest() {
      return with(Overflow.DROP_OLDEST, false, sendingQueue.batch());
    }

    Config box(int letters, long bytes) {
      return new Config(
          sendingQueue,
          retryOnFailure,
          new DeadLetterConfig(true, letters, bytes, null),
          timeout,
          inOrder,
          egressPolicy);
    }

    Config awaiting() {
      return with(sendingQueue.onOverflow(), true, sendingQueue.batch());
    }

    Config batch(Sizer sizer, long min, long max, String... keys) {
      return with(
          sendingQueue.onOverflow(),
          sendingQueue.waitForResult(),
          new BatchConfig(
              Duration.ofMillis(200), sizer, min, max, new PartitionConfig(List.of(keys))));
    }

    Config retry(RetryConfig retry) {
      return new Config(sendingQueue, retry, deadLetters, timeout, inOrder, egressPolicy);
    }

    /** Waits of 1 s, 2 s, 4 s, 8 s, ... up to 10 s, unspread, for so long. */
    Config plainRetry(Duration limit) {
      return retry(
          new RetryConfig(true, Duration.ofSeconds(1), 0, 2, Duration.ofSeconds(10), limit));
    }

    Config noRetry() {
      return retry(new RetryConfig(false, Duration.ZERO, 0, 1, Duration.ZERO, Duration.ZERO));
    }
  }
}
