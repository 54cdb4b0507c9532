package io.beltline.delivery;

import io.beltline.api.Batching;
import io.beltline.api.Component;
import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Telemetry;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Stands in front of an exporter for one signal and brings what it accepts to the destination.
 *
 * <p>With {@code sending_queue} enabled a request is accepted when it is in the queue (or, with
 * {@code wait_for_result}, when the destination has answered). Without, the caller's thread makes
 * the attempts and gets the destination's answer; but a request that a {@code batch} processor
 * marked goes through a queue in memory with default settings, because it has to wait for others
 * somewhere. The queue's own {@code batch} wins over such a mark.
 *
 * <p>What is batched keeps of its context only the headers that keep batches apart. Profiles are
 * sent as they came. A request counts against {@code queue_size} until all its items have come to
 * an end.
 *
 * <p>What the queue holds stands on {@link Host#memory()}, once in each queue, from acceptance
 * until the last item has come to an end. A request whose caller waits for the answer does not:
 * whoever received it has put it there.
 *
 * <p>The exporter's own life is not its matter: the service starts the exporter before and shuts it
 * down after all its deliveries. Safe for all threads; callers should be virtual threads.
 */
public final class Delivery implements Blocking, Component {
  private final QueueConfig queue;
  private final boolean queued;
  private final @Nullable BatchRules ownRules;
  private final ReentrantLock lock = new ReentrantLock();
  private final DestinationBooks books = new DestinationBooks();
  private final Logger logger;
  private final DeliveryMetrics metrics;
  private final Health health;
  private final Stopping stopping;
  private final QueueStore store;
  private final Desk desk;
  private final Courier courier;
  private final Belt belt;

  /**
   * Builds what stands in front of an exporter. Starts nothing.
   *
   * @throws ComponentException if the configuration asks for what cannot be had
   */
  public Delivery(Exporter exporter, DeliveryConfig config, DeliverySettings settings) {
    this(exporter, config, settings, new OtlpSplitter());
  }

  Delivery(Exporter exporter, DeliveryConfig config, DeliverySettings settings, Splitter splitter) {
    var component = settings.component();
    var clock = settings.clock();
    queued = config.sendingQueue().enabled();
    queue = queued ? config.sendingQueue() : QueueConfig.defaults();
    refuseStorage(queue, component.id().toString());
    BatchConfig batch = queue.batch();
    ownRules = batch == null ? null : BatchRules.of(batch, queue.batchSizer(batch));
    logger = component.logger();
    metrics = new DeliveryMetrics(component.meter(), component.id().toString(), settings.signal());
    health = new Health(clock, logger);
    stopping = new Stopping(clock);
    store = new MemoryStore(queue.queueSize());
    desk = new Desk(lock, books, metrics, component.ledger(), settings.signal(), this::ended);
    courier =
        new Courier(
            new CourierParts(
                component.id(),
                exporter,
                config.timeout(),
                clock,
                splitter,
                new Backoff(config.retryOnFailure(), settings.random()),
                new SizeLimit(clock),
                health,
                stopping,
                settings.deadLetters(),
                desk));
    String name = component.id() + " " + settings.signal().label();
    belt =
        new Belt(
            new BeltParts(lock, name, clock, books, store, queue.numConsumers()), courier::carry);
    metrics.queue(() -> (double) belt.queueSize(), (double) store.capacity());
    metrics.inFlight(() -> (double) courier.inFlight());
  }

  private static void refuseStorage(QueueConfig queue, String id) {
    if (queue.storage() != null) {
      throw new ComponentException(
          "exporters::%s::sending_queue::storage: \"%s\": a queue on disk is not supported yet (expected: no storage, the queue is then kept in memory)"
              .formatted(id, queue.storage()));
    }
  }

  private void ended(Entry entry) {
    belt.ended(entry);
  }

  @Override
  public void start(Host host) {
    health.start(host);
    belt.start(host.memory());
  }

  @Override
  public boolean mayBlock(Context context) {
    return isQueued(context) ? queue.waitForResult() || queue.blockOnOverflow() : true;
  }

  private boolean isQueued(Context context) {
    return queued || context.batching() != null;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    try {
      if (telemetry.isEmpty()) {
        return ConsumeResult.accepted();
      }
    } catch (MalformedTelemetryException malformed) {
      return new Permanent(Status.INVALID_ARGUMENT, String.valueOf(malformed.getMessage()));
    }
    return isQueued(context) ? enqueue(context, telemetry) : direct(context, telemetry);
  }

  private ConsumeResult enqueue(Context context, Telemetry telemetry) {
    Batching mark = context.batching();
    BatchRules rules = ownRules != null ? ownRules : mark == null ? null : BatchRules.of(mark);
    Entry entry =
        new Entry(context, telemetry, size(telemetry), rules, queue.waitForResult(), desk);
    CompletableFuture<ConsumeResult> answer = entry.answer();
    ConsumeResult refusal = belt.offer(entry, queue.blockOnOverflow());
    if (refusal != null) {
      metrics.refused(entry.items);
      return refusal;
    }
    try {
      store.force(entry);
    } catch (IOException failed) {
      return ConsumeResult.unavailable("the queue's storage failed: " + failed.getMessage(), null);
    }
    return answer == null ? ConsumeResult.accepted() : await(entry, answer);
  }

  private long size(Telemetry telemetry) {
    return switch (queue.sizer()) {
      case REQUESTS -> 1;
      case ITEMS -> telemetry.itemCount();
      case BYTES -> telemetry.byteSize();
    };
  }

  private ConsumeResult direct(Context context, Telemetry telemetry) {
    Entry entry = new Entry(context, telemetry, 0, null, true, desk);
    CompletableFuture<ConsumeResult> answer = entry.answer();
    ConsumeResult refusal = belt.begin(entry);
    if (refusal != null || answer == null) {
      metrics.refused(entry.items);
      return refusal == null ? ConsumeResult.unavailable("shutting down", null) : refusal;
    }
    try {
      courier.carry(Load.of(entry));
    } finally {
      belt.end();
    }
    return answer.join();
  }

  private ConsumeResult await(Entry entry, CompletableFuture<ConsumeResult> answer) {
    try {
      return answer.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    }
    return belt.read(
        () -> {
          ConsumeResult known = answer.getNow(null);
          if (known == null) {
            belt.abandon(entry);
            return new Retryable(
                Status.of(Code.CANCELLED), "interrupted while waiting for the answer", null);
          }
          return known;
        });
  }

  @Override
  public void shutdown(Deadline deadline) {
    var left = belt.shutdown(deadline, () -> stopping.begin(deadline));
    for (Load load : left) {
      courier.discard(load, DropReason.SHUTDOWN, ConsumeResult.unavailable("shutting down", null));
    }
    Books end = books();
    if (end.dropped(DropReason.SHUTDOWN) > 0) {
      logger.warn(
          "{} items were not delivered before shutdown and are lost",
          end.dropped(DropReason.SHUTDOWN));
    }
    if (belt.isAbandoned()) {
      logger.error("the exporter did not return; {} items are in its hands", end.inFlight());
    }
  }

  /** The books of the destination, exact at the moment of the call. */
  public Books books() {
    return belt.read(books::snapshot);
  }
}
