package io.beltline.receiver.journald;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.operators.OperatorChain;
import io.beltline.components.tracked.Stores;
import io.beltline.components.tracked.TrackedBatch;
import io.beltline.components.tracked.TrackedShipper;
import io.beltline.components.tracked.Window;
import io.beltline.model.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the systemd journal through journalctl. The cursor that is kept in the storage is that of
 * the last entry before which all are delivered.
 */
final class JournaldReceiver implements Receiver {
  private static final Duration STEP = Duration.ofMillis(5);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final long ON_THE_WAY = 32L << 20;

  private final Settings settings;
  private final JournaldReceiverConfig config;
  private final Outputs outputs;
  private final Launcher launcher;
  private final JournaldMetrics metrics;
  private final Window window = new Window(ON_THE_WAY);
  private @Nullable Running running;

  /** What runs between start and shutdown. */
  private record Running(
      Host host,
      Position position,
      Progress progress,
      OperatorChain chain,
      TrackedShipper shipper,
      JournalReader reader,
      Thread reading,
      Thread saving,
      Thread flushing) {}

  /** What is left to the receiver that takes the place of one that ends. */
  private record Left(String cursor) {}

  JournaldReceiver(
      Settings settings, JournaldReceiverConfig config, Outputs outputs, Launcher launcher) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
    this.launcher = launcher;
    this.metrics = new JournaldMetrics(settings);
  }

  @Override
  public void start(Host host) {
    Clock clock = host.clock();
    Journalctl command =
        new Journalctl(config, Objects.requireNonNullElse(System.getenv("PATH"), ""));
    command.check();
    Position position =
        new Position(Stores.open(config.input().storage(), settings, host), settings.logger());
    Progress progress = new Progress(position);
    resume(position, progress, host);
    OperatorChain chain =
        new OperatorChain(config.input().entries().operatorList(), settings, clock);
    TrackedShipper shipper =
        new TrackedShipper(
            settings,
            outputs,
            Signal.LOGS,
            clock,
            config.input().retryOnFailure(),
            window,
            metrics);
    TrackedBatch batch = new TrackedBatch(shipper, metrics);
    EntryParser parser = new EntryParser(config.convertMessageBytes());
    JournalReader reader =
        new JournalReader(
            command,
            launcher,
            progress,
            batch,
            () ->
                new EntryFeed(
                    config.input(),
                    parser,
                    chain,
                    progress,
                    batch,
                    metrics,
                    clock,
                    settings.logger()),
            metrics,
            (int) config.maxLogSize().bytes(),
            host,
            settings.logger());
    metrics.outstanding(window::used);
    Thread reading = Thread.ofVirtual().name(settings.id() + " reader").unstarted(reader::run);
    Runnable save =
        () -> {
          progress.save();
          reader.look();
        };
    Thread saving =
        Thread.ofVirtual().name(settings.id() + " cursor").unstarted(() -> tick(clock, save::run));
    Thread flushing =
        Thread.ofVirtual()
            .name(settings.id() + " late entries")
            .unstarted(
                () -> tick(clock, () -> flush(reader, chain, new TrackedBatch(shipper, metrics))));
    running =
        new Running(host, position, progress, chain, shipper, reader, reading, saving, flushing);
    reading.start();
    saving.start();
    flushing.start();
  }

  private void resume(Position position, Progress progress, Host host) {
    try {
      String saved = position.load();
      Left left = host.handedOver(Left.class).orElse(null);
      String cursor = saved == null && left != null ? left.cursor() : saved;
      if (cursor != null) {
        progress.begin(cursor);
      }
    } catch (IOException failed) {
      position.close(); // else who starts in its place finds it locked
      throw new ComponentException("storage: cannot be read: " + failed.getMessage(), failed);
    }
  }

  /** What is done at each tick. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private void tick(Clock clock, Step step) {
    try {
      while (true) {
        clock.sleep(TICK);
        step.run();
      }
    } catch (InterruptedException stop) {
      settings.logger().debug("ends in order");
    }
  }

  /** Hands on what operators held for too long: it waits while the pipeline refuses that. */
  private void flush(JournalReader reader, OperatorChain chain, TrackedBatch late)
      throws InterruptedException {
    try {
      chain.flush(late);
      late.ship();
    } catch (RuntimeException bug) {
      settings.logger().error("entries that operators held cannot be handed on", bug);
      reader.readAgain();
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    Running ends = running;
    if (ends == null) {
      return;
    }
    running = null;
    ends.reader().stop();
    if (!ends.reader().isReading()) {
      ends.reading().interrupt(); // it waits to start journalctl again
    }
    Deadline half = deadline.within(deadline.remaining().dividedBy(2));
    try {
      if (!ends.reading().join(half.remaining())) {
        ends.reading().interrupt();
        ends.reading().join();
      }
      for (Thread ticking : List.of(ends.flushing(), ends.saving())) {
        ticking.interrupt();
        ticking.join();
      }
      while (window.used() > 0 && !half.isExpired()) {
        ends.host().clock().sleep(STEP);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    ends.shipper().stop();
    ends.progress().save();
    ends.position().close();
    String low = ends.progress().low();
    if (low != null) {
      ends.host().handOver(new Left(low));
    }
  }
}
