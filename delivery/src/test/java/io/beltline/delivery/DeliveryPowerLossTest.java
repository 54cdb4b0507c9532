package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.delivery.DeadLetters.Listed;
import io.beltline.delivery.Rig.Config;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.SimulatedDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The power fails at any moment, seed by seed: every request that was accepted comes to the
 * destination or to the dead letters of a later run.
 */
class DeliveryPowerLossTest {
  private static final int LIVES = 3;

  @Test
  void withAlwaysNothingAcceptedIsLost() {
    assertThat(losses(FsyncPolicy.ALWAYS, 40)).isZero();
  }

  @Test
  void withNeverTheSameTestFindsLosses() {
    assertThat(losses(FsyncPolicy.NEVER, 40)).isPositive();
  }

  @Test
  @Tag("long") // the same for 1,000 seeds
  void aThousandSeeds() {
    assertThat(losses(FsyncPolicy.ALWAYS, 1000)).isZero();
    assertThat(losses(FsyncPolicy.NEVER, 1000)).isPositive();
  }

  private static int losses(FsyncPolicy fsync, int seeds) {
    int lost = 0;
    for (int seed = 0; seed < seeds; seed++) {
      lost += new Run(fsync, seed).lost();
    }
    return lost;
  }

  /** Several lives of a delivery with its queue and its letters on one disk. */
  private static final class Run {
    private final Random random;
    private final SimulatedDisk disk;
    private final DiskStorage storage;
    private final FsyncPolicy fsync;
    private final Set<Long> accepted = new HashSet<>();
    private final Set<Long> arrived = ConcurrentHashMap.newKeySet();
    private long next;
    private boolean last;

    Run(FsyncPolicy fsync, int seed) {
      this.fsync = fsync;
      random = new Random(seed);
      disk = new SimulatedDisk(new Random(~seed));
      storage = new DiskStorage(disk, fsync, 0);
    }

    /** How many requests that were accepted are nowhere. */
    int lost() {
      for (int life = 0; life < LIVES; life++) {
        disk.failAfter(10 + random.nextInt(200));
        live();
        storage.losePower();
      }
      last = true;
      Rig rig = Rig.allOn(storage, config());
      rig.exporter.always(this::answer);
      rig.until(() -> rig.books().inFlight() == 0);
      arrived.addAll(rig.exporter.delivered());
      Set<Long> missing = new HashSet<>(accepted);
      missing.removeAll(arrived);
      for (Listed letter : rig.delivery().deadLetters()) {
        missing.removeAll(Numbered.numbers(rig.delivery().deadLetter(letter.id()).telemetry()));
      }
      rig.end();
      storage.close();
      return missing.size();
    }

    private Config config() {
      return Config.DEFAULTS.consumers(1 + random.nextInt(3)).plainRetry(Duration.ZERO);
    }

    private void live() {
      Rig rig;
      try {
        rig = Rig.allOn(storage, config());
      } catch (ComponentException noPower) {
        assertThat(disk.isDead()).as(noPower.getMessage()).isTrue();
        return;
      }
      rig.exporter.always(this::answer);
      for (int i = 0; i < 30 && !disk.isDead(); i++) {
        List<Long> numbers = new ArrayList<>();
        List<CompletableFuture<ConsumeResult>> answers = new ArrayList<>();
        for (int sender = random.nextInt(4); sender >= 0; sender--) {
          long number = next++;
          numbers.add(number);
          answers.add(rig.sendAside(logs(number, 1, random.nextInt(2500))));
        }
        for (int k = 0; k < answers.size(); k++) {
          if (Rig.join(answers.get(k)).isAccepted()) {
            accepted.add(numbers.get(k));
          }
        }
        if (random.nextInt(3) == 0) {
          storage.clock.advance(Duration.ofMillis(random.nextInt(2500)));
          rig.clock.advance(Duration.ofSeconds(random.nextInt(20)));
        }
        if (fsync == FsyncPolicy.ALWAYS && random.nextInt(8) == 0) {
          disk.failSyncs(random.nextInt(3));
        }
      }
      disk.failAfter(0);
      CompletableFuture<Void> ended = rig.shutdownAside(Duration.ZERO);
      rig.until(
          () -> {
            rig.clock.advance(Duration.ofSeconds(1));
            return ended.isDone();
          });
      arrived.addAll(rig.exporter.delivered()); // some before the script was in place
    }

    /** What a destination says: mostly yes, now and then later, and no to every seventh. */
    private ExportResult answer(ExportRequest request) {
      List<Long> numbers = Numbered.numbers(request.telemetry());
      if (disk.isDead()) {
        return ExportResult.retry(Status.UNAVAILABLE, "there is no power to ask", null);
      }
      if (numbers.getFirst() % 7 == 0) {
        return ExportResult.refused(Action.DEAD_LETTER, Status.ofHttp(400), "odd");
      }
      if (numbers.getFirst() % 5 == 0 && !last) {
        return ExportResult.retry(Status.UNAVAILABLE, "busy", null);
      }
      arrived.addAll(numbers);
      return ExportResult.delivered();
    }
  }
}
