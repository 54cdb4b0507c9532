package io.beltline.components.tailing;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.KeyValueStore;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.tracked.Stores;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tails files. A thread of its own looks for them and has them read by a few workers; what is kept
 * in the storage is up to where lines are delivered.
 */
public final class TailReceiver implements Receiver {
  private static final Duration STEP = Duration.ofMillis(5);

  private final Settings settings;
  private final TailConfig config;
  private final @Nullable ComponentId storage;
  private final boolean replays;
  private final Outputs outputs;
  private final Function<TailWay, LineTaker> takers;
  private final TailMetrics metrics;
  private @Nullable Running running;

  /** What runs between start and shutdown. */
  private record Running(Host host, TailWay way, Tail tail, Thread thread) {}

  /**
   * A receiver.
   *
   * @param storage where offsets are kept; null to keep them in memory
   * @param replays whether files are read again from their start when all of them is delivered;
   *     then no offsets are kept
   * @param takers makes what makes telemetry of lines, at the start
   */
  public TailReceiver(
      Settings settings,
      TailConfig config,
      @Nullable ComponentId storage,
      boolean replays,
      Outputs outputs,
      Function<TailWay, LineTaker> takers) {
    this.settings = settings;
    this.config = config;
    this.storage = storage;
    this.replays = replays;
    this.outputs = outputs;
    this.takers = takers;
    this.metrics = new TailMetrics(settings);
  }

  @Override
  public void start(Host host) {
    KeyValueStore store = replays ? null : Stores.open(storage, settings, host);
    Checkpoints checkpoints = new Checkpoints(store, settings.logger());
    try {
      running = begin(host, checkpoints);
    } finally {
      if (running == null) {
        checkpoints.close(); // else who starts in its place finds it locked
      }
    }
  }

  private Running begin(Host host, Checkpoints checkpoints) {
    TailWay way = new TailWay(settings, outputs, host.clock(), metrics);
    LineTaker taker = takers.apply(way);
    FileLabels labels = new FileLabels(config, taker);
    HeaderReader headers = HeaderReader.of(config, settings, host.clock());
    Turns turns = new Turns(config, headers, labels, metrics, settings.logger());
    Round round = new Round(config, taker, turns, metrics, host.clock(), settings.logger());
    Tail tail =
        new Tail(
            config, replays, settings, metrics, checkpoints, taker, labels, round, host.clock());
    metrics.files(round::open, round::reading, way::used);
    Tail.Left left = host.handedOver(Tail.Left.class).orElse(null);
    try {
      tail.load(left);
    } catch (IOException failed) {
      throw new ComponentException("storage: cannot be read: " + failed.getMessage(), failed);
    }
    Thread thread = Thread.ofVirtual().name(settings.id() + " tail").start(tail::run);
    return new Running(host, way, tail, thread);
  }

  @Override
  public void shutdown(Deadline deadline) {
    Running ends = running;
    if (ends == null) {
      return;
    }
    running = null;
    ends.thread().interrupt();
    try {
      ends.thread().join();
      Deadline half = deadline.within(deadline.remaining().dividedBy(2));
      while (ends.way().used() > 0 && !half.isExpired()) {
        ends.host().clock().sleep(STEP);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    ends.way().stop();
    ends.host().handOver(ends.tail().end());
  }
}
