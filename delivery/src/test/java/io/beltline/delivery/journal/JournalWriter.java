package io.beltline.delivery.journal;

import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that appends to a journal, with two threads, and says what is kept and what
 * is acknowledged, until it is killed: every record, or a third of one queue's.
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
                Journals.settings(FsyncPolicy.valueOf(arguments[2]), 20_000),
                new DiskFiles(),
                clock)) {
      List<JournalQueue> queues =
          List.of(journal.queue("a", Journals.MUCH), journal.queue("b", Journals.MUCH));
      boolean every = Boolean.parseBoolean(arguments[3]);
      Thread other = Thread.startVirtualThread(() -> write(queues, round + "y", every));
      write(queues, round + "x", every);
      other.join();
    }
  }

  private static void write(List<JournalQueue> queues, String prefix, boolean every) {
    try {
      for (int i = 0; ; i++) {
        String name = prefix + i;
        Payload payload = Journals.payload(name, i % 50 * 40);
        List<RecordRef> refs = new ArrayList<>();
        for (JournalQueue queue : queues) {
          refs.add(queue.await(Journals.append(queue, name, payload)));
          say("kept " + queue.name() + " " + name);
        }
        for (int each = 0; each < refs.size(); each++) {
          if (every || (each == 0 && i % 3 == 0)) {
            JournalQueue queue = queues.get(each);
            say("doing " + queue.name() + " " + name);
            queue.acknowledge(refs.get(each));
            say("done " + queue.name() + " " + name);
          }
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
