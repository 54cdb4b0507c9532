package io.beltline.delivery;

import io.beltline.api.Batching;
import io.beltline.api.Component;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Telemetry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
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
 * <p>What the queue holds stands on {@link Host#memory()} from acceptance until the last item has
 * come to an end. It takes a share in what the receiver has reserved, so that bytes which several
 * queues hold count once; without a reservation it counts for itself. A request whose caller waits
 * for the answer does not: whoever received it holds it.
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
  private final DeadLetters deadLetters;
  private final Courier courier;
  private final Belt belt;
  private final Letterbox letterbox;

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
    refuseStorage(queue.storage(), component.id() + "::sending_queue", "a queue");
    DeadLetterConfig box = config.deadLetters();
    refuseStorage(box.storage(), component.id() + "::dead_letters", "a box");
    deadLetters = settings.deadLetters() != null ? settings.deadLetters() : box(box);
    BatchConfig batch = queue.batch();
    ownRules = batch == null ? null : BatchRules.of(batch, queue.batchSizer(batch));
    logger = component.logger();
    metrics = new DeliveryMetrics(component.meter(), component.id().toString(), settings.signal());
    health = new Health(clock, logger);
    stopping = new Stopping(clock);
    store = new MemoryStore(queue.queueSize());
    desk = new Desk(lock, books, metrics, component.ledger(), settings.signal(), this::ended);
    SizeLimit limit = new SizeLimit(clock);
    courier =
        new Courier(
            new CourierParts(
                component.id(),
                exporter,
                config.timeout(),
                clock,
                splitter,
                backoff(config.retryOnFailure(), settings.random()),
                limit,
                new Bisection(clock, splitter, metrics),
                health,
                stopping,
                deadLetters,
                desk));
    String name = component.id() + " " + settings.signal().label();
    belt =
        new Belt(
            new BeltParts(lock, name, clock, books, store, queue.numConsumers()), courier::carry);
    letterbox = new Letterbox(deadLetters, belt, store, this::size, desk, metrics);
    metrics.queue(() -> (double) belt.queueSize(), (double) store.capacity());
    metrics.inFlight(() -> (double) courier.inFlight());
    metrics.sizeLimit(() -> limit.bytes() == Long.MAX_VALUE ? 0 : (double) limit.bytes());
    metrics.deadLetters(
        () -> (double) deadLetters.fill().letters(),
        () -> (double) deadLetters.fill().items(),
        () -> (double) deadLetters.fill().bytes());
  }

  private static void refuseStorage(@Nullable ComponentId storage, String place, String what) {
    if (storage != null) {
      throw new ComponentException(
          "exporters::%s::storage: \"%s\": %s on disk is not supported yet (expected: no storage, %s is then kept in memory)"
              .formatted(place, storage, what, what));
    }
  }

  private static DeadLetters box(DeadLetterConfig config) {
    return config.enabled()
        ? new MemoryDeadLetters(config.maxLetters(), config.maxSize())
        : DeadLetters.none();
  }

  private Backoff backoff(RetryConfig retry, RandomGenerator random) {
    boolean awaited = !queued || queue.waitForResult();
    return new Backoff(
        retry, random, retry.limit(queue.storage() != null), retry.holdLimit(awaited));
  }

  private void ended(Entry entry) {
    belt.ended(entry);
  }

  @Override
  public void start(Host host) {
    health.start(host);
    deadLetters.start(host.memory());
    desk.found(deadLetters.fill().items());
    belt.start(host.memory());
  }

  @Override
  public boolean mayBlock(Context context) {
    return isQueued(context) ? queue.waitForResult() || queue.overflow() == Overflow.BLOCK : true;
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
    ConsumeResult refusal = belt.offer(entry, queue.overflow());
    int pushedOut = belt.pushedOut();
    if (pushedOut > 0) {
      health.lost(DropReason.QUEUE_FULL.label(), pushedOut, "sending queue is full");
    }
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
    letterbox.close(logger);
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

  /** What the destination refused for good and is kept, the oldest first. */
  public List<Listed> deadLetters() {
    return deadLetters.list();
  }

  /** A dead letter by its number; null if there is none. */
  public @Nullable DeadLetter deadLetter(long id) {
    return deadLetters.read(id);
  }

  /**
   * Puts a dead letter back into the queue, in which it travels alone. If it is refused again it
   * becomes a new letter that remembers the first attempt.
   *
   * @return accepted if it is in the queue; retryable if there is no room at the moment; permanent
   *     if there is no such letter
   */
  public ConsumeResult redrive(long id) {
    return letterbox.redrive(id);
  }

  /**
   * Throws a dead letter away: its items count as dropped.
   *
   * @return accepted, or permanent if there is no such letter
   */
  public ConsumeResult purge(long id) {
    return letterbox.purge(id);
  }

  /** The books of the destination, exact at the moment of the call. */
  public Books books() {
    return belt.read(books::snapshot);
  }
}
