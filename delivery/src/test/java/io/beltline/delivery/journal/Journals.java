package io.beltline.delivery.journal;

import io.beltline.api.Clock;
import io.beltline.model.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journals for tests. A record says which it is: its payload starts with its name. */
final class Journals {
  static final Logger LOGGER = LoggerFactory.getLogger("journal");
  static final long MUCH = Long.MAX_VALUE;

  private Journals() {}

  static JournalSettings settings(FsyncPolicy fsync, long segmentSize) {
    return new JournalSettings(segmentSize, 0, 0, fsync, Duration.ofSeconds(1), 1 << 20);
  }

  static Journal open(Path directory, JournalSettings settings, FileLayer files, Clock clock)
      throws IOException {
    return Journal.open(directory, settings, files, clock, LOGGER);
  }

  static Journal open(Path directory, long segmentSize) throws IOException {
    return open(
        directory, settings(FsyncPolicy.ALWAYS, segmentSize), new DiskFiles(), new HandClock());
  }

  /** A payload of about a length that says its name and length; the rest follows from those. */
  static Payload payload(String name, int length) {
    StringBuilder text = new StringBuilder(name).append('|').append(length).append('|');
    while (text.length() < length) {
      text.append(Integer.toHexString(text.length() * 31 + name.hashCode()));
    }
    return Payload.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The name of a payload, which must be exactly as it was made. */
  static String name(Payload payload) {
    String text = payload.contiguous().toUtf8();
    List<String> parts = List.of(text.split("\\|", 3));
    String made = payload(parts.get(0), Integer.parseInt(parts.get(1))).contiguous().toUtf8();
    if (!made.equals(text)) {
      throw new AssertionError("wrong bytes of " + parts.get(0));
    }
    return parts.get(0);
  }

  static byte[] meta(String name) {
    return ("meta of " + name).getBytes(StandardCharsets.UTF_8);
  }

  static Ticket append(JournalQueue queue, String name, int length) {
    return append(queue, name, payload(name, length));
  }

  static Ticket append(JournalQueue queue, String name, Payload payload) {
    return switch (queue.append(meta(name), payload, name.length(), 1)) {
      case Ticket ticket -> ticket;
      case Refusal refusal -> throw new AssertionError("refused: " + refusal);
    };
  }

  static RecordRef put(JournalQueue queue, String name, int length) throws IOException {
    return queue.await(append(queue, name, length));
  }

  /** All records a queue gives out. */
  static List<RecordRef> records(JournalQueue queue) throws IOException {
    List<RecordRef> all = new ArrayList<>();
    JournalCursor cursor = queue.cursor(null);
    for (RecordRef each = cursor.next(); each != null; each = cursor.next()) {
      all.add(each);
    }
    return all;
  }

  /** The names of all records a queue gives out; those that are damaged are left out. */
  static List<String> names(JournalQueue queue) throws IOException {
    List<String> names = new ArrayList<>();
    for (RecordRef each : records(queue)) {
      try {
        String name = name(queue.read(each));
        if (!new String(each.meta(), StandardCharsets.UTF_8).equals("meta of " + name)
            || each.items() != name.length()) {
          throw new AssertionError("wrong header of " + name);
        }
        names.add(name);
      } catch (DamagedRecordException damaged) {
        continue;
      }
    }
    return names;
  }
}
