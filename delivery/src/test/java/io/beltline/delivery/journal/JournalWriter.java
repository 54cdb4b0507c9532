package io.beltline.delivery.journal;

import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that appends to a journal, with two threads, and says what is kept and what
 * is acknowledged, until it is killed.
 */
final class JournalWriter {
  private JournalWriter() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    String round = arguments[1];
    try (TimerClock clock = new TimerClock();
        Journal journal =
            Journals.open(
                directory,
                Journals.settings(FsyncPolicy.valueOf(arguments[2]), 100_000),
                new DiskFiles(),
                clock)) {
      List<JournalQueue> queues =
          List.of(journal.queue("a", Journals.MUCH), journal.queue("b", Journals.MUCH));
      Thread other = Thread.startVirtualThread(() -> write(queues, round + "y"));
      write(queues, round + "x");
      other.join();
    }
  }

  private static void write(List<JournalQueue> queues, String prefix) {
    try {
      for (int i = 0; ; i++) {
        String name = prefix + i;
        Payload payload = Journals.payload(name, i % 50 * 40);
        List<RecordRef> refs = new ArrayList<>();
        for (JournalQueue queue : queues) {
          refs.add(queue.await(Journals.append(queue, name, payload)));
          say("kept " + queue.name() + " " + name);
        }
        if (i % 3 == 0) {
          say("doing a " + name);
          queues.getFirst().acknowledge(refs.getFirst());
          say("done a " + name);
        }
      }
    } catch (IOException failed) {
      say("failed " + failed);
    }
  }

  private static synchronized void say(String words) {
    System.out.println(words);
    System.out.flush();
  }
}
