package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Damage anywhere: a journal opens, ends, and never gives out what was not put in. */
final class FuzzTest {
  @Property(tries = 150, seed = "20261123")
  void anyDamageLeavesAJournalThatWorks(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path directory = Files.createTempDirectory("journal");
    try {
      List<String> written = write(directory, random);
      for (int i = random.nextInt(6); i >= 0; i--) {
        damage(directory, random);
      }
      long skipped;
      List<String> found = new ArrayList<>();
      try (Journal journal = Journals.open(directory, 2000)) {
        found.addAll(Journals.names(journal.queue("a", Journals.MUCH)));
        found.addAll(Journals.names(journal.queue("b", Journals.MUCH)));
        skipped = journal.statistics().skippedRecords() + journal.recovery().tornRecords();
      }
      assertThat(written).containsAll(found);
      assertThat(found).doesNotHaveDuplicates();
      assertThat(skipped).isLessThanOrEqualTo(written.size());
      try (Journal journal = Journals.open(directory, 2000)) {
        JournalQueue a = journal.queue("a", Journals.MUCH);
        Journals.put(a, "after", 100);
        found.add("after");
        List<String> again = new ArrayList<>(Journals.names(a));
        again.addAll(Journals.names(journal.queue("b", Journals.MUCH)));
        assertThat(again).containsExactlyInAnyOrderElementsOf(found);
      }
    } finally {
      delete(directory);
    }
  }

  private static List<String> write(Path directory, Random random) throws IOException {
    List<String> written = new ArrayList<>();
    try (Journal journal = Journals.open(directory, 2000)) {
      List<JournalQueue> queues =
          List.of(journal.queue("a", Journals.MUCH), journal.queue("b", Journals.MUCH));
      for (int i = 0; i < 30; i++) {
        JournalQueue queue = queues.get(random.nextInt(2));
        RecordRef ref = Journals.put(queue, "r" + i, random.nextInt(800));
        written.add("r" + i);
        if (random.nextInt(3) == 0) {
          queue.acknowledge(ref);
        }
      }
    }
    return written;
  }

  private static void damage(Path directory, Random random) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0) {
      return;
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> Files.write(file, Arrays.copyOf(bytes, at));
      case 1 -> Files.delete(file);
      case 2 -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + random.nextInt(3000));
        Files.write(file, longer);
      }
      case 3 -> {
        Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(600)), (byte) 0);
        Files.write(file, bytes);
      }
      case 4 -> { // a part of the file stands in another place of it
        int length = random.nextInt(bytes.length - at);
        System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length), length);
        Files.write(file, bytes);
      }
      default -> {
        bytes[at] ^= (byte) (1 + random.nextInt(255));
        Files.write(file, bytes);
      }
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
