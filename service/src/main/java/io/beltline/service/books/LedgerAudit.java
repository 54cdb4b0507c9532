package io.beltline.service.books;

import io.beltline.api.Clock;
import io.beltline.api.ComponentStatus;
import io.beltline.service.metrics.MetricRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Looks for items that nobody can account for. A residue is an alarm if two settled readings at
 * least {@link #CERTAIN} apart, and every settled one between them, show the same residue and it is
 * not zero. A reading with calls under way tells nothing and is passed over. The alarm ends with
 * the first settled reading whose residue is zero.
 *
 * <p>Looks once in {@link #EVERY}, and a few times more while calls are under way. Safe for all
 * threads.
 */
public final class LedgerAudit {
  /** How long a residue must stay as it is to be an alarm. */
  public static final Duration CERTAIN = Duration.ofSeconds(10);

  /** How often it looks. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Supplier<LedgerReading> ledger;
  private final Clock clock;
  private final MetricRegistry registry;
  private final Logger logger;
  private final Consumer<ComponentStatus> status;
  private final Map<String, Suspicion> suspicions = new HashMap<>();
  private final Map<String, Long> residues = new LinkedHashMap<>();
  private final Map<String, Long> alarms = new TreeMap<>();
  private Clock.Cancellable next = () -> {};
  private boolean running;

  private record Suspicion(long residue, long since) {}

  /** One sum to look at: its name, its labels and what it comes to. */
  private record Sum(String name, Map<String, String> labels, long residue) {}

  /**
   * An audit that has not begun.
   *
   * @param ledger reads the ledger
   * @param status told when alarms begin and when the last one ends
   */
  public LedgerAudit(
      Supplier<LedgerReading> ledger,
      Clock clock,
      MetricRegistry registry,
      Logger logger,
      Consumer<ComponentStatus> status) {
    this.ledger = ledger;
    this.clock = clock;
    this.registry = registry;
    this.logger = logger;
    this.status = status;
    registry.gauge(
        "beltline_ledger_alarms",
        "{alarm}",
        "Sums of the ledger that do not come out, at rest",
        Map.of(),
        () -> alarms().size());
  }

  /** Looks from now on. */
  public synchronized void start() {
    running = true;
    next = clock.schedule(EVERY, this::turn);
  }

  /** Looks for the last time: when nothing is under way any more, a residue is certain. */
  public synchronized void stop() {
    running = false;
    next.cancel();
    sums(ledger.get()).forEach(sum -> look(sum, clock.nanoTime(), Duration.ZERO));
  }

  /** The sums that do not come out, with their residues. */
  public synchronized Map<String, Long> alarms() {
    return new TreeMap<>(alarms);
  }

  private void turn() {
    try {
      patiently();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return;
    }
    synchronized (this) {
      if (running) {
        next = clock.schedule(EVERY, this::turn);
      }
    }
  }

  private void patiently() throws InterruptedException {
    LedgerReading reading = ledger.get();
    for (int i = 1; i < ATTEMPTS && !reading.settled(); i++) {
      look(reading);
      clock.sleep(PAUSE);
      reading = ledger.get();
    }
    look(reading);
  }

  /** Looks at a reading. */
  synchronized void look(LedgerReading reading) {
    long now = clock.nanoTime();
    sums(reading).forEach(sum -> look(sum, now, CERTAIN));
  }

  private static List<Sum> sums(LedgerReading reading) {
    List<Sum> sums = new ArrayList<>();
    for (LedgerLine line : reading.pipelines()) {
      if (line.settled()) {
        sums.add(sum(line));
      }
    }
    for (DestinationBook book : reading.destinations()) {
      sums.add(sum(book));
    }
    return sums;
  }

  private static Sum sum(LedgerLine line) {
    return new Sum(
        "pipeline " + line.pipeline() + " to " + line.destination(),
        Map.of(
            "pipeline", line.pipeline().toString(), "destination", line.destination().toString()),
        line.residue());
  }

  private static Sum sum(DestinationBook book) {
    return new Sum(
        "destination " + book.id() + "@" + book.signal().label(),
        Map.of("destination", book.id().toString(), "otel_signal", book.signal().label()),
        book.residue());
  }

  private void look(Sum sum, long now, Duration certain) {
    show(sum);
    if (sum.residue == 0) {
      suspicions.remove(sum.name);
      if (alarms.remove(sum.name) != null) {
        logger.info("the ledger of {} comes out again", sum.name);
        report();
      }
      return;
    }
    Suspicion known = suspicions.get(sum.name);
    if (known == null || known.residue != sum.residue) {
      known = new Suspicion(sum.residue, now);
      suspicions.put(sum.name, known);
    }
    if (now - known.since >= certain.toNanos()) {
      alarm(sum);
    }
  }

  private void alarm(Sum sum) {
    Long before = alarms.put(sum.name, sum.residue);
    if (before == null) {
      logger.error(
          "the ledger of {} does not come out, {} by {} items; please report this",
          sum.name,
          sum.residue > 0 ? "short" : "over",
          Math.abs(sum.residue));
    }
    if (before == null || before != sum.residue) {
      report();
    }
  }

  private void report() {
    status.accept(
        alarms.isEmpty()
            ? ComponentStatus.OK
            : ComponentStatus.permanent("the ledger does not come out: " + alarms));
  }

  /** The last residue that was seen at rest, as a gauge. */
  private void show(Sum sum) {
    if (residues.put(sum.name, sum.residue) == null) {
      registry.gauge(
          "beltline_ledger_residue_items",
          "{item}",
          "Items unaccounted for when last seen at rest: zero, or there is a bug",
          sum.labels,
          () -> residue(sum.name));
    }
  }

  private synchronized double residue(String name) {
    return residues.getOrDefault(name, 0L);
  }
}
