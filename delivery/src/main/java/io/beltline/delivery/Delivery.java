package io.beltline.delivery;

import io.beltline.api.Batching;
import io.beltline.api.Clock;
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
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Telemetry;
import java.time.Duration;
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
 * somewhere; where the exporter keeps an order, one batch is sent at a time. The queue's own {@code
 * batch} wins over such a mark.
 *
 * <p>What is batched keeps of its context only the headers that keep batches apart. Profiles are
 * sent as they came. A request counts against {@code queue_size} until all its items have come to
 * an end.
 *
 * <p>What the queue holds in memory stands on {@link Host#memory()} from acceptance until the last
 * item has come to an end. It takes a share in what the receiver has reserved, so that bytes which
 * several queues hold count once; without a reservation it counts for itself. A request whose
 * caller waits for the answer does not: whoever received it holds it.
 *
 * <p>With {@code storage} a request is accepted when it is on disk, and what a shutdown leaves
 * undelivered stays there: the next delivery of the same exporter and signal on the same storage
 * finds it. Two of them never run at a time. Such a shutdown sends what waits as long as the
 * destination takes it, and leaves a destination that fails at once.
 *
 * <p>The exporter's own life is not its matter: the service starts the exporter before and shuts it
 * down after all its deliveries. Safe for all threads; callers should be virtual threads.
 */
public final class Delivery implements Blocking, Component {
  /** How long after its deadline a shutdown goes on without an exporter that does not return. */
  public static final Duration GRACE = Belt.GRACE;

  private final QueueConfig queue;
  private final boolean queued;
  private final @Nullable BatchRules ownRules;
  private final ReentrantLock lock = new ReentrantLock();
  private final DestinationBooks books = new DestinationBooks();
  private final Clock clock;
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
  private final EgressGate gate;
  private final Withholding withholding;
  private final Parting parting;

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
    clock = settings.clock();
    queued = config.sendingQueue().enabled();
    queue = queued ? config.sendingQueue() : unasked(config);
    BatchConfig batch = queue.batch();
    ownRules = batch == null ? null : BatchRules.of(batch, queue.batchSizer(batch));
    logger = component.logger();
    metrics = new DeliveryMetrics(component.meter(), component.id().toString(), settings.signal());
    EgressRules rules = config.egressPolicy();
    gate = new EgressGate(rules == null ? null : rules.policy(component, settings.signal()));
    health = new Health(clock, logger);
    stopping = new Stopping(clock, health);
    boolean durable = queue.storage() != null;
    BeltLink link = new BeltLink();
    desk = new Desk(lock, books, metrics, component.ledger(), settings.signal(), durable, link);
    Keeping keeping = new Keeping(config, queue, settings, lock, desk, health, this::revive);
    store = keeping.queue(metrics);
    deadLetters = keeping.letters(metrics);
    SizeLimit limit = new SizeLimit(clock);
    Lateness lateness = new Lateness(clock, splitter, config.timeout());
    CourierParts parts =
        new CourierParts(
            component.id(),
            exporter,
            config.timeout(),
            clock,
            splitter,
            backoff(config.retryOnFailure(), settings.random()),
            limit,
            lateness,
            new Bisection(clock, splitter, metrics),
            health,
            stopping,
            deadLetters,
            desk,
            new SideLanes(component.id().toString(), link),
            gate.outgoing());
    courier = new Courier(parts);
    String name = component.id() + " " + settings.signal().label();
    belt =
        new Belt(
            new BeltParts(
                lock,
                name,
                clock,
                books,
                store,
                new BatchMetrics(component.meter(), component.id().toString(), settings.signal()),
                queue.numConsumers()),
            courier::carry);
    link.connect(belt);
    withholding = new Withholding(belt, books, courier, desk);
    letterbox = new Letterbox(deadLetters, belt, this::size, gate::clean, desk, metrics);
    parting =
        new Parting(
            belt,
            courier,
            parts,
            letterbox,
            store,
            books,
            () -> exporter.ending(settings.signal()),
            logger);
    metrics.queue(() -> (double) belt.queueSize(), (double) store.capacity());
    metrics.inFlight(() -> (double) courier.inFlight());
    metrics.sizeLimit(() -> learned(Math.min(limit.bytes(), lateness.bytes())));
  }

  private static double learned(long bytes) {
    return bytes == Long.MAX_VALUE ? 0 : (double) bytes;
  }

  /** The queue in which marked requests wait where there is none. */
  private static QueueConfig unasked(DeliveryConfig config) {
    return config.inOrder() ? QueueConfig.defaults().oneByOne() : QueueConfig.defaults();
  }

  private Backoff backoff(RetryConfig retry, RandomGenerator random) {
    boolean awaited = !queued || queue.waitForResult();
    boolean patient = queue.storage() != null && !awaited;
    return new Backoff(retry, random, retry.limit(patient), retry.holdLimit(awaited));
  }

  private Entry revive(RequestHead head, Telemetry telemetry, long size) {
    BatchRules rules = head.alone() ? null : rules(head.context());
    return Entry.revived(head, gate.clean(telemetry), size, rules, desk);
  }

  private @Nullable BatchRules rules(Context context) {
    Batching mark = context.batching();
    return ownRules != null ? ownRules : mark == null ? null : BatchRules.of(mark);
  }

  @Override
  public void start(Host host) {
    health.start(host);
    long waiting = belt.start(host);
    desk.recovered(waiting);
    try {
      deadLetters.start(host);
    } catch (RuntimeException failed) {
      store.close();
      throw failed;
    }
    desk.found(deadLetters.fill().items());
    if (waiting > 0) {
      logger.info("{} items of an earlier run are in the queue", waiting);
    }
    belt.resume();
  }

  @Override
  public boolean mayBlock(Context context) {
    return gate.watches()
        || !isQueued(context)
        || store.isDurable()
        || queue.waitForResult()
        || queue.overflow() == Overflow.BLOCK;
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
    EgressPolicy policy = gate.policy();
    return policy == null
        ? deliver(context, telemetry)
        : withholding.part(policy, context, telemetry, this::deliver);
  }

  private ConsumeResult deliver(Context context, Telemetry telemetry) {
    return isQueued(context) ? enqueue(context, telemetry) : direct(context, telemetry);
  }

  private ConsumeResult enqueue(Context context, Telemetry telemetry) {
    Entry entry =
        new Entry(context, telemetry, size(telemetry), rules(context), queue.waitForResult(), desk);
    CompletableFuture<ConsumeResult> answer = entry.answer();
    ConsumeResult refusal = belt.intake().offer(entry, queue.overflow());
    int pushedOut = belt.intake().pushedOut();
    if (pushedOut > 0) {
      health.lost(DropReason.QUEUE_FULL.label(), pushedOut, "sending queue is full");
    }
    if (refusal != null) {
      metrics.refused(entry.items);
      return refusal;
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
    entry.acceptedUnixNanos = clock.unixNanos();
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
            belt.intake().abandon(entry);
            return new Retryable(
                Status.of(Code.CANCELLED), "interrupted while waiting for the answer", null);
          }
          return known;
        });
  }

  /**
   * Another delivery will go on with what the queue keeps on disk: shutdown then sends no more than
   * what is being sent. Without effect on a queue in memory.
   */
  public void handOver() {
    parting.leave(store.isDurable());
  }

  /**
   * The destination is left: shutdown then sends no more than what is being sent, and when that has
   * ended, whoever waits for an answer to the rest is told to come back. For a queue whose callers
   * wait for the result: of another in memory the rest would be lost.
   */
  public void recall() {
    parting.leave(true);
  }

  /**
   * From now on nobody is kept waiting for a destination that fails: as long as its last attempt
   * has, those who wait for an answer are told to come back, unless their request is being sent.
   * For a queue in memory whose callers wait for the result.
   */
  public void forsake() {
    stopping.forsake();
  }

  /**
   * Whether callers shall be told to come back rather than be kept: those that wait for room in the
   * queue, and, without a queue or for the result of one on disk, those that wait between two
   * attempts. What else is in the queue is not concerned. For the time in which receivers end.
   */
  public void hurry(boolean on) {
    stopping.hurry(on);
    belt.intake().hurry(on);
  }

  /**
   * Waits until nothing is sent at the moment: what is left in the queue waits for company, for its
   * time or for room. For those who move the clock by hand; a destination that hangs keeps them.
   */
  public void awaitRest() {
    belt.awaitRest();
  }

  @Override
  public void shutdown(Deadline deadline) {
    parting.shutdown(deadline);
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

  /**
   * Throws away what waits in the queue, but for requests whose callers wait for the answer: the
   * items count as dropped. Of what is on disk and not in memory the next part comes to hand after
   * that, so that it takes several calls.
   *
   * @return what was thrown away
   */
  public Purged purgeQueue() {
    return belt.intake().purge();
  }

  /**
   * What was thrown away.
   *
   * @param requests how many requests
   * @param items their items
   * @param more whether others wait that come to hand later
   */
  public record Purged(long requests, long items, boolean more) {}

  /** How many dead letters there are. */
  public DeadLetters.Fill deadLetterFill() {
    return deadLetters.fill();
  }

  /** How the queue is at the moment. */
  public QueueStatus queue() {
    QueueStore.Holding held = belt.holding();
    long items = books().inFlight();
    QueueStatus.State state =
        stopping.begun()
            ? QueueStatus.State.STOPPING
            : items == 0
                ? QueueStatus.State.IDLE
                : switch (health.level()) {
                  case PERMANENT_ERROR, FATAL_ERROR -> QueueStatus.State.HOLDING;
                  case RECOVERABLE_ERROR -> QueueStatus.State.RETRYING;
                  case STARTING, OK, STOPPING, STOPPED -> QueueStatus.State.DELIVERING;
                };
    return new QueueStatus(
        state,
        health.words(),
        queue.storage(),
        queue.sizer(),
        belt.queueSize(),
        store.capacity(),
        held.requests(),
        items,
        held.bytes(),
        held.oldestUnixNanos(),
        queue.numConsumers(),
        courier.inFlight());
  }

  /** The books of the destination, exact at the moment of the call. */
  public Books books() {
    return belt.read(books::snapshot);
  }
}
