package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.delivery.Rig.Config;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.SimulatedDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Runs a queue on disk through kills, losses of power, restarts and outages at random, and compares
 * with the simplest model: what was accepted arrives. A request may arrive twice if only some of
 * its items had arrived when a run ended, or if it was in one of the loads, as many as there are
 * senders, whose end was not yet written down at a kill.
 */
class DeliveryCrashTest {

  enum Step {
    SEND,
    SEND_MUCH,
    OUTAGE,
    TIME,
    KILL,
    POWER,
    RESTART,
    HAND_OVER
  }

  record Plan(
      int consumers, boolean batched, int memory, int capacity, long seed, List<Step> steps) {}

  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<Step> step =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(8, Step.SEND),
            net.jqwik.api.Tuple.of(2, Step.SEND_MUCH),
            net.jqwik.api.Tuple.of(3, Step.OUTAGE),
            net.jqwik.api.Tuple.of(3, Step.TIME),
            net.jqwik.api.Tuple.of(2, Step.KILL),
            net.jqwik.api.Tuple.of(1, Step.POWER),
            net.jqwik.api.Tuple.of(1, Step.RESTART),
            net.jqwik.api.Tuple.of(1, Step.HAND_OVER));
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(true, false),
            Arbitraries.of(0, 500, 1_000_000),
            Arbitraries.integers().between(5, 60),
            Arbitraries.longs(),
            step.list().ofMinSize(5).ofMaxSize(60))
        .as(Plan::new);
  }

  /** The destination, and what the senders were told. */
  private static final class World {
    private final Plan plan;
    private final DiskStorage storage;
    private final Random random;
    private final List<Long> accepted = new ArrayList<>();
    private final Map<Long, Integer> arrived = new HashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private Rig rig;
    private Object life = new Object();
    private boolean down;
    private long next;
    private int kills;
    private int powerLosses;
    private final TreeMap<Long, Integer> requests = new TreeMap<>();
    private final Map<Long, Integer> loadOf = new HashMap<>();
    private final Set<Long> partial = new HashSet<>();
    private int loads;

    World(Plan plan) {
      this.plan = plan;
      random = new Random(plan.seed);
      storage = new DiskStorage(new SimulatedDisk(random), FsyncPolicy.ALWAYS, 0);
      storage.queueMemoryBytes = plan.memory;
      rig = run();
    }

    private Rig run() {
      Config config =
          Config.DEFAULTS
              .plainRetry(Duration.ZERO)
              .queue(true, plan.consumers, plan.capacity, Sizer.REQUESTS);
      config = plan.batched ? config.batch(Sizer.ITEMS, 5, 8, "t") : config;
      Object own = begin();
      return Rig.answering(storage, config, request -> answer(own, request));
    }

    private synchronized Object begin() {
      life = new Object();
      return life;
    }

    private ExportResult answer(Object from, ExportRequest request) {
      boolean dead;
      synchronized (this) {
        dead = !from.equals(life);
        if (!dead && !down) {
          take(Numbered.numbers(request.telemetry()));
          return ExportResult.delivered();
        }
      }
      if (dead) {
        hang();
      }
      return ExportResult.retry(Status.UNAVAILABLE, "down", null);
    }

    /** A process that was killed does nothing more. */
    private void hang() {
      try {
        never.await();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }

    private void take(List<Long> numbers) {
      loads++;
      for (long number : numbers) {
        arrived.merge(number, 1, Integer::sum);
        loadOf.putIfAbsent(number, loads);
      }
    }

    /** A run has ended: notes the requests of which only some items have arrived. */
    private synchronized void note() {
      requests.forEach(
          (from, items) -> {
            long there = numbers(from, items).filter(arrived::containsKey).count();
            if (there > 0 && there < items) {
              partial.add(from);
            }
          });
    }

    private static LongStream numbers(long from, int items) {
      return LongStream.range(from, from + items);
    }

    /** The loads that were delivered in whole and came again. */
    private Set<Integer> loadsTwice() {
      Set<Integer> twice = new HashSet<>();
      requests.forEach(
          (from, items) -> {
            if (!partial.contains(from)
                && numbers(from, items).anyMatch(n -> arrived.getOrDefault(n, 0) > 1)) {
              twice.add(
                  numbers(from, items)
                      .mapToInt(n -> loadOf.getOrDefault(n, 0))
                      .max()
                      .orElseThrow());
            }
          });
      return twice;
    }

    void step(Step step) {
      switch (step) {
        case SEND -> send(1 + random.nextInt(4));
        case SEND_MUCH -> {
          for (int i = 0; i < 10; i++) {
            send(1 + random.nextInt(8));
          }
        }
        case OUTAGE -> outage();
        case TIME -> {
          rig.clock.advance(Duration.ofSeconds(2));
          storage.clock.advance(Duration.ofSeconds(2));
        }
        case KILL -> {
          kills++;
          freeze();
          storage.kill();
          rig = run();
        }
        case POWER -> {
          powerLosses++;
          freeze();
          storage.losePower();
          rig = run();
        }
        case RESTART -> end(random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofDays(1));
        case HAND_OVER -> {
          rig.delivery().handOver();
          end(Duration.ofDays(1));
        }
      }
      assertThat(rig.books().residue()).isZero();
    }

    private synchronized void outage() {
      down = !down;
    }

    private synchronized void freeze() {
      life = new Object(); // whatever its exporter is asked from now on hangs
      note();
    }

    private void end(Duration time) {
      Rig old = rig;
      old.shutdown(time);
      Books books = old.books();
      assertThat(books.residue()).isZero();
      assertThat(books.inFlight()).isZero();
      assertThat(books.dropped()).isEmpty();
      note();
      if (random.nextBoolean()) {
        storage.close();
      }
      rig = run();
      assertThat(rig.books().recovered()).isGreaterThanOrEqualTo(books.kept());
    }

    private void send(int items) {
      synchronized (this) {
        requests.put(next, items);
      }
      if (rig.send(Numbered.logs(next, items, random.nextInt(200))).isAccepted()) {
        numbers(next, items).forEach(accepted::add);
      }
      next += items;
    }

    void finish() {
      synchronized (this) {
        down = false;
      }
      rig.until(
          () -> {
            rig.clock.advance(Duration.ofMillis(500));
            return rig.books().inFlight() == 0;
          });
      rig.shutdown(Duration.ofDays(1));
      Books books = rig.books();
      assertThat(books.residue()).isZero();
      assertThat(books.inFlight()).isZero();
      assertThat(books.kept()).isZero();
      assertThat(books.dropped()).isEmpty();
      assertThat(arrived.keySet()).containsAll(accepted);
      if (powerLosses == 0) { // that takes acknowledgements of a second with it
        assertThat(loadsTwice()).hasSizeLessThanOrEqualTo(kills * plan.consumers);
        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(accepted);
      }
      assertThat(rig.recorder.memory().held()).isZero();
      rig = run();
      assertThat(rig.books().recovered()).isZero();
    }
  }

  @Property(tries = 200, seed = "20261127")
  void whatWasAcceptedArrives(@ForAll("plans") Plan plan) {
    World world = new World(plan);
    plan.steps.forEach(world::step);
    world.finish();
  }
}
