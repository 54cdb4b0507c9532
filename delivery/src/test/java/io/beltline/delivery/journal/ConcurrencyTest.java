package io.beltline.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads append, read, acknowledge and sweep; the journal is closed under them. */
final class ConcurrencyTest {
  private static final int APPENDERS = 8;
  private static final int EACH = 150;
  private static final List<String> QUEUES = List.of("a", "b", "c");

  @TempDir Path directory;

  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void nothingIsLostOrMixedUp(FsyncPolicy fsync) throws Exception {
    run(fsync, EACH, new CountDownLatch(0));
    assertThat(kept).hasSize(APPENDERS * EACH * QUEUES.size());
  }

  @Test
  void closingWhileOthersAppendKeepsWhatWasPromised() throws Exception {
    run(FsyncPolicy.ALWAYS, 100_000, new CountDownLatch(200));
    assertThat(kept).hasSizeGreaterThanOrEqualTo(200);
  }

  private void run(FsyncPolicy fsync, int each, CountDownLatch before) throws Exception {
    JournalSettings settings = Journals.settings(fsync, 100_000);
    try (TimerClock clock = new TimerClock()) {
      Journal journal = Journals.open(directory, settings, new DiskFiles(), clock);
      List<JournalQueue> queues = new ArrayList<>();
      for (String name : QUEUES) {
        queues.add(journal.queue(name, Journals.MUCH));
      }
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < APPENDERS; i++) {
        int appender = i;
        threads.add(start(() -> append(queues, appender, each, before)));
      }
      for (JournalQueue queue : queues) {
        int number = threads.size();
        Semaphore permits = new Semaphore(0);
        more.add(permits);
        threads.add(start(() -> consume(queue, number, permits)));
      }
      before.await();
      if (each > EACH) {
        closing = true; // an acknowledgement that comes too late may be forgotten
        journal.close();
      }
      for (Thread thread : threads.subList(0, APPENDERS)) {
        thread.join();
      }
      done = true;
      more.forEach(Semaphore::release);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      journal.close();
    }
    try (Journal journal = Journals.open(directory, 100_000)) {
      List<String> left = new ArrayList<>();
      for (String name : QUEUES) {
        for (String record : Journals.names(journal.queue(name, Journals.MUCH))) {
          left.add(name + record);
        }
      }
      assertThat(journal.recovery().skipped()).isEmpty();
      assertThat(left).doesNotHaveDuplicates().doesNotContainAnyElementsOf(acknowledged);
      left.addAll(tried);
      assertThat(left).containsAll(kept);
    }
  }

  private final List<Semaphore> more = new CopyOnWriteArrayList<>();
  private volatile boolean closing;
  private volatile boolean done;

  private Thread start(Work work) {
    return Thread.startVirtualThread(
        () -> {
          try {
            work.run();
          } catch (Throwable failed) { // kept for the test's own thread
            failures.add(failed);
          }
        });
  }

  private void append(List<JournalQueue> queues, int appender, int each, CountDownLatch before)
      throws IOException {
    for (int i = 0; i < each; i++) {
      String name = appender + "-" + i;
      Payload payload = Journals.payload(name, 50 + i % 97 * 10);
      for (JournalQueue queue : queues) {
        switch (queue.append(Journals.meta(name), payload, name.length(), 1)) {
          case Refusal refusal -> {
            assertThat(refusal).isEqualTo(Refusal.CLOSED);
            return;
          }
          case Ticket ticket -> queue.await(ticket);
        }
        kept.add(queue.name() + name);
        more.forEach(Semaphore::release);
      }
      before.countDown();
    }
  }

  /** Reads what comes and acknowledges two of three. */
  private void consume(JournalQueue queue, int number, Semaphore more) throws Exception {
    JournalCursor cursor = queue.cursor(null);
    int count = number;
    while (true) {
      boolean last = done;
      RecordRef ref = next(cursor);
      if (ref == null) {
        if (last) {
          return;
        }
        more.acquire();
        continue;
      }
      if (count++ % 3 > 0) {
        String name = new String(ref.meta(), StandardCharsets.UTF_8).substring(8);
        if (!done) {
          assertThat(read(queue, ref, name)).isEqualTo(name);
        }
        tried.add(queue.name() + name);
        queue.acknowledge(ref);
        if (!closing) {
          acknowledged.add(queue.name() + name);
        }
      }
    }
  }

  private static RecordRef next(JournalCursor cursor) throws IOException {
    try {
      return cursor.next();
    } catch (IOException closed) {
      assertThat(closed).hasMessageContaining("Stream Closed");
      return null;
    }
  }

  private static String read(JournalQueue queue, RecordRef ref, String name) throws IOException {
    try {
      return Journals.name(queue.read(ref));
    } catch (DamagedRecordException damaged) {
      throw damaged;
    } catch (IOException closed) {
      assertThat(closed).hasMessageContaining("Stream Closed");
      return name;
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }
}
