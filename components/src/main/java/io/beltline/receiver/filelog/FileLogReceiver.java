package io.beltline.receiver.filelog;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.operators.OperatorChain;
import io.beltline.components.tracked.Stores;
import io.beltline.components.tracked.TrackedShipper;
import io.beltline.components.tracked.Window;
import io.beltline.model.Signal;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tails files. A thread of its own looks for them and has them read by a few workers; what is kept
 * in the storage is up to where lines are delivered.
 */
final class FileLogReceiver implements Receiver {
  private static final Duration STEP = Duration.ofMillis(5);

  private final Settings settings;
  private final FileLogConfig config;
  private final Outputs outputs;
  private final FileLogMetrics metrics;
  private final Window window = new Window(32L << 20);
  private @Nullable Host host;
  private @Nullable TrackedShipper shipper;
  private @Nullable Tail tail;
  private @Nullable Thread thread;

  FileLogReceiver(Settings settings, FileLogConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
    this.metrics = new FileLogMetrics(settings);
  }

  @Override
  public void start(Host in) {
    host = in;
    Checkpoints checkpoints =
        new Checkpoints(Stores.open(config.input().storage(), settings, in), settings.logger());
    OperatorChain chain = new OperatorChain(config.input().operatorList(), settings, in.clock());
    TrackedShipper ships =
        new TrackedShipper(
            settings,
            outputs,
            Signal.LOGS,
            in.clock(),
            config.input().retryOnFailure(),
            window,
            metrics);
    EntryMaker maker = new EntryMaker(config, chain, in.clock());
    FileLabels labels = new FileLabels(config, maker);
    HeaderReader headers = HeaderReader.of(config, settings, in.clock());
    Turns turns = new Turns(config, headers, labels, metrics, settings.logger());
    Round round = new Round(config, maker, turns, ships, metrics, in.clock(), settings.logger());
    shipper = ships;
    Tail tails =
        new Tail(config, settings, metrics, checkpoints, chain, labels, ships, round, in.clock());
    metrics.files(round::open, round::reading, window::used);
    Tail.Left left = in.handedOver(Tail.Left.class).orElse(null);
    try {
      tails.load(left);
    } catch (IOException failed) {
      throw new ComponentException("storage: cannot be read: " + failed.getMessage(), failed);
    }
    tail = tails;
    thread = Thread.ofVirtual().name(settings.id() + " tail").start(tails::run);
  }

  @Override
  public void shutdown(Deadline deadline) {
    Thread running = thread;
    Tail tails = tail;
    Host in = host;
    TrackedShipper ships = shipper;
    if (running == null || tails == null || in == null || ships == null) {
      return;
    }
    running.interrupt();
    try {
      running.join();
      Deadline half = deadline.within(deadline.remaining().dividedBy(2));
      while (window.used() > 0 && !half.isExpired()) {
        in.clock().sleep(STEP);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    ships.stop();
    in.handOver(tails.end());
  }
}
