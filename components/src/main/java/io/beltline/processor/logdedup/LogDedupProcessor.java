package io.beltline.processor.logdedup;

import io.beltline.api.ClientInfo;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
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
import io.beltline.processor.logdedup.Store.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gathers equal log records and sends one for all of them after an interval.
 *
 * <p>What it holds is booked as held, and what is equal to it as filtered. A destination that is
 * busy is tried again after the next interval; what it refuses for good is booked as dropped.
 */
final class LogDedupProcessor implements Processor {
  private static final String DUPLICATE = "duplicate";

  private final Settings settings;
  private final LogDedupConfig config;
  private final Consumer next;
  private final Gatherer gatherer;
  private final Summaries summaries;
  private final Store store = new Store();
  private final ReentrantLock sending = new ReentrantLock();
  private volatile boolean closed;
  private @Nullable Clock clock;
  private @Nullable Eligibility eligibility;
  private Clock.@Nullable Cancellable tick;

  LogDedupProcessor(Settings settings, LogDedupConfig config, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.next = next;
    this.gatherer = new Gatherer(config);
    this.summaries = new Summaries(settings.meter(), config);
  }

  @Override
  public void start(Host host) {
    eligibility = new Eligibility(config.conditions(), settings, host);
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
        send(false);
        arm(clock);
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    if (!(telemetry instanceof Logs logs)) {
      return next.consume(context, telemetry);
    }
    if (clock == null || eligibility == null) {
      throw new IllegalStateException("the processor is not started");
    }
    Metadata metadata = context.metadata().only(config.metadataKeys());
    if (!store.admits(metadata, config.metadataCardinalityLimit())) {
      return new ConsumeResult.Permanent(
          Status.INVALID_ARGUMENT, "more combinations of metadata than metadata_cardinality_limit");
    }
    List<Item> taken = new ArrayList<>();
    Logs rest =
        gatherer.take(eligibility.marked(context, logs), eligibility.isOpen(), clock, taken);
    ConsumeResult result =
        taken.isEmpty()
            ? next.consume(context, logs)
            : rest.itemCount() == 0 ? ConsumeResult.accepted() : next.consume(context, rest);
    if (!result.isAccepted()) {
      settings.ledger().returnedWhole(Signal.LOGS);
    } else if (!taken.isEmpty()) {
      keep(metadata, taken);
    }
    return result;
  }

  private void keep(Metadata metadata, List<Item> taken) {
    int added = store.add(metadata, taken);
    settings.ledger().held(Signal.LOGS, added);
    if (added < taken.size()) {
      settings.ledger().filtered(Signal.LOGS, DUPLICATE, taken.size() - added);
    }
    if (store.isFull() || closed) {
      sending.lock();
      try {
        send(closed);
      } finally {
        sending.unlock();
      }
    }
  }

  /** Sends all that is gathered. Under the lock, so that what is sent comes in order. */
  private void send(boolean last) {
    if (clock == null) {
      return;
    }
    for (Map.Entry<Metadata, List<Item>> part : store.take().entrySet()) {
      List<Item> items = part.getValue();
      Context context =
          config.metadataKeys().isEmpty()
              ? Context.EMPTY
              : Context.of(ClientInfo.NONE, part.getKey());
      ConsumeResult result = next.consume(context, summaries.of(items, clock.unixNanos()));
      switch (result) {
        case ConsumeResult.Accepted _ -> settings.ledger().held(Signal.LOGS, -items.size());
        case ConsumeResult.Permanent _ -> drop("refused", items.size());
        case ConsumeResult.Retryable _ -> {
          if (last || store.isFull()) {
            drop(last ? "shutdown" : "queue_full", items.size());
          } else {
            putBack(part.getKey(), items);
          }
        }
      }
    }
  }

  private void putBack(Metadata metadata, List<Item> items) {
    int added = store.add(metadata, items);
    if (added < items.size()) { // others came meanwhile
      settings.ledger().held(Signal.LOGS, added - items.size());
      settings.ledger().filtered(Signal.LOGS, DUPLICATE, items.size() - added);
    }
  }

  private void drop(String reason, int items) {
    settings.ledger().held(Signal.LOGS, -items);
    settings.ledger().dropped(Signal.LOGS, reason, items);
  }

  @Override
  public void shutdown(Deadline deadline) {
    closed = true;
    if (tick != null) {
      tick.cancel();
    }
    if (lock(deadline)) {
      try {
        send(true);
      } finally {
        sending.unlock();
      }
    } else {
      store.take().values().forEach(items -> drop("shutdown", items.size()));
    }
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
