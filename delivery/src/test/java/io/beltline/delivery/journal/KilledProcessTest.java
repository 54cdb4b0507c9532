package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed at any moment, one after another on one journal. */
final class KilledProcessTest {
  @TempDir Path directory;

  private final Random random = new Random(20261123);
  private final Set<String> kept = new HashSet<>();
  private final Set<String> doing = new HashSet<>();
  private final Set<String> done = new HashSet<>();

  @Test
  void whatWasKeptIsThereAfterEveryKill() throws Exception {
    rounds(20);
  }

  @Test
  @Tag("long") // 200 processes
  void whatWasKeptIsThereAfterManyKills() throws Exception {
    rounds(200);
  }

  private void rounds(int count) throws Exception {
    for (int round = 0; round < count; round++) {
      FsyncPolicy fsync = FsyncPolicy.values()[round % 3];
      kill(round, fsync, 1 + random.nextInt(400));
      check();
    }
  }

  private void kill(int round, FsyncPolicy fsync, int after) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                JournalWriter.class.getName(),
                directory.toString(),
                round + "-",
                fsync.name(),
                String.valueOf(round % 2 == 0))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int count = 0;
    try (BufferedReader told = writer.inputReader()) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        String[] words = line.split(" ");
        assertThat(words[0]).as(line).isIn("kept", "doing", "done");
        Set<String> set = words[0].equals("kept") ? kept : words[0].equals("done") ? done : doing;
        set.add(words[1] + words[2]);
        if (++count == after) {
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly().waitFor(); // closes what is read above, so not earlier
    }
    assertThat(count).isGreaterThanOrEqualTo(after);
  }

  /** Everything kept and not done is there; half of it is then acknowledged. */
  private void check() throws IOException {
    Set<String> acknowledged = new HashSet<>();
    try (Journal journal = Journals.open(directory, 100_000)) {
      assertThat(journal.recovery().skipped()).isEmpty();
      for (String name : List.of("a", "b")) {
        JournalQueue queue = journal.queue(name, Journals.MUCH);
        List<String> found = new ArrayList<>();
        List<String> now = new ArrayList<>();
        for (RecordRef ref : Journals.records(queue)) {
          String record = name + Journals.name(queue.read(ref));
          found.add(record);
          if (random.nextBoolean()) {
            queue.acknowledge(ref);
            now.add(record);
          }
        }
        Set<String> due = new HashSet<>(kept);
        due.removeIf(each -> !each.startsWith(name) || doing.contains(each));
        assertThat(found).doesNotHaveDuplicates().containsAll(due);
        assertThat(found).doesNotContainAnyElementsOf(done);
        acknowledged.addAll(now);
      }
    }
    done.addAll(acknowledged);
    kept.removeAll(doing);
    kept.removeAll(done);
  }
}
