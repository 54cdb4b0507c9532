package io.beltline.distribution.queue;

import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.LetterCodec;
import io.beltline.delivery.RequestHead;
import io.beltline.delivery.journal.Append;
import io.beltline.delivery.journal.DiskFiles;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalCursor;
import io.beltline.delivery.journal.JournalInspection;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.JournalSettings;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.delivery.journal.Refusal;
import io.beltline.delivery.journal.Ticket;
import io.beltline.distribution.queue.PurgeCommand.Purged;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import io.beltline.service.SystemClock;
import io.beltline.service.admin.LetterId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on journals that no collector runs on.
 *
 * @param journals their directories
 * @param selection what is meant
 */
record StoredActs(List<Path> journals, Selection selection) {
  private static final Logger LOGGER = LoggerFactory.getLogger(StoredActs.class);

  private boolean isMeant(StoredName name, long number, boolean requests) {
    return name.letters()
        ? !requests && selection.has(new LetterId(name.id(), number))
        : requests && selection.has(name.id());
  }

  /** How much a purge would throw away. */
  Purged count(boolean requests) {
    long[] sums = new long[2];
    for (Path directory : journals) {
      try (JournalInspection journal = Journals.open(directory)) {
        journal.walk(
            null,
            record -> {
              StoredName name = StoredName.parse(record.queue());
              if (name != null && isMeant(name, record.ref().sequence(), requests)) {
                sums[0]++;
                sums[1] += record.ref().items();
              }
              return true;
            });
      } catch (IOException unreadable) {
        throw Journals.unreadable(directory, unreadable);
      }
    }
    return new Purged(sums[0], sums[1], 0);
  }

  /** Throws away what is meant. */
  Purged purge(boolean requests) {
    long[] sums = new long[2];
    for (Path directory : journals) {
      try (SystemClock clock = new SystemClock();
          Journal journal = open(directory, clock)) {
        for (StoredName name : names(directory)) {
          if (name.letters() != requests) {
            try (JournalQueue queue = journal.queue(name.inJournal(), Long.MAX_VALUE)) {
              for (RecordRef record : meant(queue, name, requests)) {
                queue.acknowledge(record);
                sums[0]++;
                sums[1] += record.items();
              }
            }
          }
        }
      } catch (IOException failed) {
        throw Journals.unreadable(directory, failed);
      }
    }
    return new Purged(sums[0], sums[1], 0);
  }

  private static Journal open(Path directory, SystemClock clock) throws IOException {
    return Journal.open(directory, JournalSettings.defaults(), new DiskFiles(), clock, LOGGER);
  }

  private static List<StoredName> names(Path directory) throws IOException {
    List<StoredName> names = new ArrayList<>();
    try (JournalInspection journal = Journals.open(directory)) {
      for (StoredQueue queue : StoredQueue.in(journal)) {
        StoredName known = queue.known();
        if (known != null) {
          names.add(known);
        }
      }
    }
    return names;
  }

  private List<RecordRef> meant(JournalQueue queue, StoredName name, boolean requests)
      throws IOException {
    List<RecordRef> meant = new ArrayList<>();
    JournalCursor all = queue.cursor(null);
    for (RecordRef each = all.next(); each != null; each = all.next()) {
      if (isMeant(name, each.sequence(), requests)) {
        meant.add(each);
      }
    }
    return meant;
  }

  /** Moves the letters that are meant into the queues they come from; returns how many. */
  long redrive() {
    long moved = 0;
    for (Path directory : journals) {
      try {
        Map<Path, List<StoredName>> byQueues = new LinkedHashMap<>();
        for (StoredName box : boxes(directory)) {
          Path queues = queues(directory, new StoredName(box.id(), false));
          byQueues.computeIfAbsent(queues, any -> new ArrayList<>()).add(box);
        }
        for (Map.Entry<Path, List<StoredName>> each : byQueues.entrySet()) {
          moved += redrive(directory, each.getKey(), each.getValue());
        }
      } catch (IOException failed) {
        throw Journals.unreadable(directory, failed);
      }
    }
    return moved;
  }

  /** The boxes of which a letter is meant. */
  private Set<StoredName> boxes(Path directory) throws IOException {
    Set<StoredName> boxes = new LinkedHashSet<>();
    try (JournalInspection journal = Journals.open(directory)) {
      journal.walk(
          null,
          record -> {
            StoredName name = StoredName.parse(record.queue());
            if (name != null && name.letters() && isMeant(name, record.ref().sequence(), false)) {
              boxes.add(name);
            }
            return true;
          });
    }
    return boxes;
  }

  /** Where a queue is kept: in one of the journals that are named, or beside its letters. */
  private Path queues(Path letters, StoredName queue) throws IOException {
    List<Path> known = new ArrayList<>();
    for (Path each : journals) {
      if (knows(each, queue)) {
        known.add(each);
      }
    }
    Path beside = letters.resolveSibling("queues");
    if (known.isEmpty() && JournalInspection.isJournal(beside) && knows(beside, queue)) {
      known.add(beside);
    }
    if (known.size() == 1) {
      return known.getFirst();
    }
    throw new CommandFailure(
        CommandFailure.NOT_DONE,
        known.isEmpty()
            ? queue
                + " was never kept on disk, so nobody would send what is put there; start the"
                + " collector and redrive then"
            : "%s is in %s (expected: one place; name the letters and that one with --directory)"
                .formatted(
                    queue, String.join(" and in ", known.stream().map(Path::toString).toList())));
  }

  private static boolean knows(Path directory, StoredName queue) throws IOException {
    try (JournalInspection journal = Journals.open(directory)) {
      return journal.knows(queue.inJournal());
    }
  }

  private long redrive(Path letters, Path queues, List<StoredName> boxes) throws IOException {
    long moved = 0;
    try (SystemClock clock = new SystemClock();
        Journal from = open(letters, clock);
        Journal to = open(queues, clock)) {
      for (StoredName box : boxes) {
        String target = new StoredName(box.id(), false).inJournal();
        try (JournalQueue source = from.queue(box.inJournal(), Long.MAX_VALUE);
            JournalQueue queue = to.queue(target, Long.MAX_VALUE)) {
          for (RecordRef letter : meant(source, box, false)) {
            move(source, letter, queue, clock.unixNanos());
            moved++;
          }
        }
      }
    }
    return moved;
  }

  /** Kept in the queue first, then taken out of the box: what ends in between is sent twice. */
  private static void move(JournalQueue source, RecordRef letter, JournalQueue queue, long now)
      throws IOException {
    Payload payload = source.read(letter);
    DeadLetter read;
    try {
      var head = LetterCodec.readHead(letter.meta());
      read = LetterCodec.read(letter.meta(), Telemetry.of(head.signal(), payload));
    } catch (MalformedTelemetryException unknown) {
      throw new IOException(letter + " is no letter: " + unknown.getMessage(), unknown);
    }
    byte[] meta =
        new RequestHead(
                read.head().signal(), read.context(), now, read.head().firstUnixNanos(), true)
            .encode();
    Append taken = queue.append(meta, payload, letter.items(), 1);
    switch (taken) {
      case Ticket ticket -> queue.await(ticket);
      case Refusal refusal -> throw new IOException("the queue does not take it: " + refusal);
    }
    source.acknowledge(letter);
  }
}
