package io.beltline.processor.logdedup;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Metadata;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.model.Logs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers equal log records and sends one for all of them after an interval.
 *
 * <p>What it holds is booked as held, and what is equal to it as filtered. A destination that is
 * busy is tried again after the next interval; what it refuses for good is booked as dropped. While
 * there is no room for more, requests are refused. At a reload what is held goes to the processor
 * that takes this one's place.
 */
final class LogDedupProcessor implements Processor {
  static final String DUPLICATE = "duplicate";

  private final Settings settings;
  private final LogDedupConfig config;
  private final Consumer next;
  private final Gatherer gatherer;
  private final Summaries summaries;
  private final Store store = new Store();
  private volatile boolean closed;
  private volatile @Nullable Running running;
  private volatile Clock.@Nullable Cancellable tick;
  private volatile long due;

  LogDedupProcessor(Settings settings, LogDedupConfig config, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.next = next;
    this.gatherer = new Gatherer(config);
    this.summaries = new Summaries(settings.meter(), config);
  }

  /** What there is from the start on. */
  private record Running(Host host, Eligibility eligibility, Outbox outbox) {
    Clock clock() {
      return host.clock();
    }
  }

  @Override
  public void start(Host host) {
    Clock clock = host.clock();
    Running here =
        new Running(
            host,
            new Eligibility(config.conditions(), settings, host),
            new Outbox(settings, store, summaries, clock, next));
    running = here;
    Left left = host.handedOver(Left.class).orElse(null);
    if (left == null) {
      arm(here, config.interval());
    } else {
      adopt(left);
      Duration rest = Duration.ofNanos(Math.max(0, left.due() - clock.nanoTime()));
      arm(here, rest.compareTo(config.interval()) < 0 ? rest : config.interval());
    }
  }

  private void adopt(Left left) {
    boolean same = left.config().equals(config);
    left.gathered()
        .forEach(
            (metadata, all) ->
                store.add(metadata, same ? all : all.stream().map(Gathered::apart).toList()));
  }

  private void arm(Running here, Duration wait) {
    due = here.clock().nanoTime() + wait.toNanos();
    tick = here.clock().schedule(wait, () -> tick(here));
  }

  private void tick(Running here) {
    try {
      here.outbox().tick();
    } finally {
      if (!closed) {
        arm(here, config.interval());
      }
    }
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Logs logs)) {
      return next.consume(context, telemetry);
    }
    Running here = running;
    if (here == null) {
      throw new IllegalStateException("the processor is not started");
    }
    Metadata metadata = context.metadata().only(config.metadataKeys());
    if (!store.admits(metadata, config.metadataCardinalityLimit())) {
      return new ConsumeResult.Permanent(
          Status.INVALID_ARGUMENT, "more combinations of metadata than metadata_cardinality_limit");
    }
    boolean all = here.eligibility().isOpen();
    Retryable full = all ? here.outbox().makeRoom() : null;
    if (full != null) {
      return refused(full);
    }
    Map<String, Gathered> taken = new LinkedHashMap<>();
    Logs rest = gatherer.take(here.eligibility().marked(context, logs), all, here.clock(), taken);
    if (taken.isEmpty()) {
      return passed(next.consume(context, logs));
    }
    full = all ? null : here.outbox().makeRoom();
    if (full != null) {
      return refused(full);
    }
    ConsumeResult result =
        rest.itemCount() == 0 ? ConsumeResult.accepted() : next.consume(context, rest);
    if (result.isAccepted()) {
      keep(here, metadata, taken.values(), logs.itemCount() - rest.itemCount());
    }
    return passed(result);
  }

  private ConsumeResult passed(ConsumeResult result) {
    return result.isAccepted() ? result : refused(result);
  }

  private ConsumeResult refused(ConsumeResult result) {
    settings.ledger().returnedWhole(Signal.LOGS);
    return result;
  }

  private void keep(Running here, Metadata metadata, Collection<Gathered> taken, int records) {
    int added = store.add(metadata, taken);
    settings.ledger().held(Signal.LOGS, added);
    if (added < records) {
      settings.ledger().filtered(Signal.LOGS, DUPLICATE, records - added);
    }
    here.outbox().makeRoom();
    here.outbox().sweep();
  }

  @Override
  public void shutdown(Deadline deadline) {
    closed = true;
    Running here = running;
    if (here == null) {
      return;
    }
    Clock.Cancellable armed = tick;
    if (armed != null) {
      armed.cancel();
    }
    if (here.host().hasSuccessor()) {
      here.host().handOver(new Left(config, due, here.outbox().leave(deadline)));
    } else {
      here.outbox().end(deadline);
    }
  }
}
