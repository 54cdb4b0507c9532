package io.beltline.processor.interval;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.components.series.KeptSeries;
import io.beltline.components.series.SeriesWalk;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.interval.Gathering.Item;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds the latest point of each series and sends all after an interval.
 *
 * <p>What it holds is booked as held, and what a later point takes the place of as filtered. A
 * destination that is busy is tried again after the next interval; what it refuses for good is
 * booked as dropped.
 */
final class IntervalProcessor implements Processor {
  private final Settings settings;
  private final IntervalConfig config;
  private final Consumer next;
  private final KeptSeries<HeldPoint> series;
  private final HeldPoints held;
  private final Delivery delivery;
  private final ReentrantLock sending = new ReentrantLock();
  private volatile boolean closed;
  private @Nullable Host host;
  private @Nullable Clock clock;
  private Clock.@Nullable Cancellable tick;

  IntervalProcessor(Settings settings, IntervalConfig config, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.next = next;
    this.series = new KeptSeries<>(settings, config.series(), HeldPoint.CODEC);
    this.held = new HeldPoints(series, settings.ledger(), config.maxStreams());
    this.delivery = new Delivery(held, next, settings.logger());
    settings
        .meter()
        .gauge(
            "beltline_processor_interval_held_points",
            "{points}",
            "Points that are held.",
            Map.of(),
            series::count);
  }

  /** What a processor could not send; the one that takes its place does. It stays booked. */
  private record Left(List<Item> items) {}

  @Override
  public void start(Host host) {
    Left left = host.handedOver(Left.class).orElse(null);
    try {
      series.start(host);
    } catch (RuntimeException failed) {
      if (left != null) {
        host.handOver(left); // to the one that is started instead
      }
      throw failed;
    }
    held.recovered();
    if (left != null) {
      held.adopt(left.items());
    }
    this.host = host;
    clock = host.clock();
    arm(host.clock());
  }

  private void arm(Clock now) {
    tick = now.schedule(config.interval(), this::tick);
  }

  private void tick() {
    sending.lock();
    try {
      if (!closed && clock != null) {
        send();
        held.saveAgain();
        arm(clock);
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Metrics metrics)) {
      return next.consume(context, telemetry);
    }
    Gathering gathering = new Gathering(config.passThrough());
    Metrics rest = SeriesWalk.walk(metrics, gathering);
    ConsumeResult result =
        rest != metrics && rest.itemCount() == 0
            ? ConsumeResult.accepted()
            : next.consume(context, rest);
    if (!result.isAccepted()) {
      settings.ledger().returnedWhole(Signal.METRICS);
    } else if (!gathering.items().isEmpty()) {
      keep(gathering);
    }
    return result;
  }

  private void keep(Gathering gathering) {
    var further = held.add(gathering.items());
    if (!further.isEmpty()) { // there is no room: it is made
      flush();
      further = held.add(further);
    }
    if (!further.isEmpty()) {
      settings.ledger().dropped(Signal.METRICS, "limit", further.size());
    }
    if (closed) { // nobody will send them later
      flush();
    }
  }

  private void flush() {
    sending.lock();
    try {
      send();
    } finally {
      sending.unlock();
    }
  }

  /** Sends all that is held. Under the lock, so that what is sent comes in order. */
  private void send() {
    if (!delivery.send() && closed) {
      held.leave();
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    closed = true;
    if (tick != null) {
      tick.cancel();
    }
    boolean sent = false;
    if (lock(deadline)) {
      try {
        sent = delivery.send();
      } finally {
        sending.unlock();
      }
    }
    Host ending = host;
    if (!sent && !series.isStored() && ending != null && ending.hasSuccessor()) {
      ending.handOver(new Left(held.take()));
    }
    held.leave();
    series.end();
  }

  /** Waits for what is being sent; false if that does not end in time. */
  private boolean lock(Deadline deadline) {
    try {
      return sending.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
