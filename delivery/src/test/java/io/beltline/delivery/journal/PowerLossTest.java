package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left when the power fails at any moment, seed by seed. */
final class PowerLossTest {
  private static final Path DIRECTORY = Path.of("/journal");
  private static final List<String> QUEUES = List.of("a", "b", "dead letters/c");

  @Test
  void withAlwaysNothingThatWasKeptIsLost() throws IOException {
    assertThat(losses(FsyncPolicy.ALWAYS, 50, 0)).isZero();
  }

  @Test
  void withNeverTheSameTestFindsLosses() throws IOException {
    assertThat(losses(FsyncPolicy.NEVER, 50, 0)).isPositive();
  }

  @Test
  void withIntervalAnythingSyncedIsKept() throws IOException {
    assertThat(losses(FsyncPolicy.INTERVAL, 50, 0)).isZero();
  }

  @Test
  void withAlwaysNothingIsLostThoughSyncsFailBefore() throws IOException {
    assertThat(losses(FsyncPolicy.ALWAYS, 50, 3)).isZero();
  }

  @Test
  void withIntervalNothingSyncedIsLostThoughSyncsFailBefore() throws IOException {
    assertThat(losses(FsyncPolicy.INTERVAL, 50, 3)).isZero();
  }

  @Test
  @Tag("long") // the same for 1,000 seeds
  void aThousandSeeds() throws IOException {
    assertThat(losses(FsyncPolicy.ALWAYS, 1000, 0)).isZero();
    assertThat(losses(FsyncPolicy.ALWAYS, 1000, 3)).isZero();
    assertThat(losses(FsyncPolicy.INTERVAL, 1000, 0)).isZero();
    assertThat(losses(FsyncPolicy.INTERVAL, 1000, 3)).isZero();
    assertThat(losses(FsyncPolicy.NEVER, 1000, 0)).isPositive();
  }

  private static int losses(FsyncPolicy fsync, int seeds, int failingSyncs) throws IOException {
    int lost = 0;
    int recycled = 0;
    for (int seed = 0; seed < seeds; seed++) {
      Run run = new Run(fsync, seed, failingSyncs);
      lost += run.lost();
      recycled += run.disk.recycled();
    }
    assertThat(recycled).as("segments written over others").isGreaterThan(seeds / 2);
    return lost;
  }

  /** Several lives of a journal on one disk, each ended by a loss of power. */
  private static final class Run {
    private final Random random;
    private final boolean quick; // destinations keep up, so that segments come to an end
    private final SimulatedDisk disk;
    private final FsyncPolicy fsync;
    private final int failingSyncs;
    private final HandClock clock = new HandClock();

    /** What was reported as kept (for interval: and then synced), by queue. */
    private final Map<String, Set<String>> kept = new HashMap<>();

    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> unsynced = new ArrayList<>();
    private int count;

    Run(FsyncPolicy fsync, int seed, int failingSyncs) {
      this.random = new Random(seed);
      this.quick = seed % 2 == 0;
      this.disk = new SimulatedDisk(random);
      this.fsync = fsync;
      this.failingSyncs = failingSyncs;
      disk.pagesStay = fsync == FsyncPolicy.INTERVAL; // else what nobody was told is simply gone
      QUEUES.forEach(queue -> kept.put(queue, new HashSet<>()));
    }

    int lost() throws IOException {
      int lost = 0;
      for (int life = 0; life < 4; life++) {
        disk.failAfter(random.nextInt(150));
        try {
          live();
        } catch (IOException failed) {
          assertThat(disk.isDead()).as(String.valueOf(failed)).isTrue();
        }
        disk.restart();
        clock.clear();
        unsynced.clear();
        lost += check();
      }
      return lost;
    }

    private void live() throws IOException {
      Journal journal = open();
      Map<String, JournalQueue> queues = queues(journal);
      for (int i = 0; i < 60; i++) {
        switch (random.nextInt(10)) {
          case 0 -> clock.advance(Duration.ofMillis(random.nextInt(3000)));
          case 1, 2, 3 -> acknowledge(queues.get(anyQueue()));
          case 4 -> {
            if (random.nextInt(4) == 0) {
              disk.failSyncs(random.nextInt(failingSyncs + 1));
            }
          }
          default -> append(queues);
        }
        noteSynced(journal);
      }
      if (random.nextBoolean()) {
        disk.failSyncs(0);
        journal.close();
        clock.clear();
      }
    }

    /** With interval what was written is safe only when the interval has passed. */
    private void noteSynced(Journal journal) {
      if (fsync != FsyncPolicy.INTERVAL || random.nextInt(5) > 0) {
        return;
      }
      disk.failSyncs(0);
      clock.advance(Duration.ofSeconds(3));
      if (!disk.isDead()) {
        for (String each : unsynced) {
          kept.get(each.substring(0, each.indexOf(':'))).add(each);
        }
      }
      unsynced.clear();
    }

    private void append(Map<String, JournalQueue> queues) throws IOException {
      List<Ticket> tickets = new ArrayList<>();
      List<String> names = new ArrayList<>();
      List<JournalQueue> owners = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        JournalQueue queue = queues.get(anyQueue());
        String name = queue.name() + ":" + count++;
        names.add(name);
        owners.add(queue);
        tickets.add(Journals.append(queue, name, random.nextInt(2500)));
      }
      for (int i = 0; i < tickets.size(); i++) {
        boolean told = await(owners.get(i), tickets.get(i));
        if (told && fsync == FsyncPolicy.INTERVAL) {
          unsynced.add(names.get(i));
        } else if (told) {
          kept.get(owners.get(i).name()).add(names.get(i));
        }
      }
    }

    private boolean await(JournalQueue queue, Ticket ticket) throws IOException {
      try {
        queue.await(ticket);
        return true;
      } catch (IOException failed) {
        if (disk.isDead()) {
          throw failed;
        }
        return false;
      }
    }

    private void acknowledge(JournalQueue queue) throws IOException {
      List<RecordRef> records = Journals.records(queue);
      if (!records.isEmpty()) {
        int one = random.nextInt(records.size());
        for (RecordRef each : quick ? records : records.subList(one, one + 1)) {
          acknowledged.add(nameOf(each));
          queue.acknowledge(each);
        }
      }
    }

    private static String nameOf(RecordRef ref) {
      return new String(ref.meta(), java.nio.charset.StandardCharsets.UTF_8).substring(8);
    }

    private String anyQueue() {
      return QUEUES.get(random.nextInt(QUEUES.size()));
    }

    private Journal open() throws IOException {
      return Journals.open(DIRECTORY, Journals.settings(fsync, 6000), disk, clock);
    }

    private Map<String, JournalQueue> queues(Journal journal) throws IOException {
      Map<String, JournalQueue> queues = new HashMap<>();
      for (String name : QUEUES) {
        queues.put(name, journal.queue(name, Journals.MUCH));
      }
      return queues;
    }

    /** How many records that should be there are not. */
    private int check() throws IOException {
      int lost = 0;
      try (Journal journal = open()) {
        for (JournalQueue queue : queues(journal).values()) {
          Set<String> due = kept.get(queue.name());
          due.removeAll(acknowledged);
          List<String> found = Journals.names(queue);
          assertThat(found).doesNotHaveDuplicates();
          lost += (int) due.stream().filter(name -> !found.contains(name)).count();
          if (fsync == FsyncPolicy.ALWAYS) {
            assertThat(journal.recovery().skipped()).isEmpty();
            assertThat(journal.statistics().skippedRecords()).isZero();
          }
          due.retainAll(found);
        }
      }
      clock.clear();
      return lost;
    }
  }
}
