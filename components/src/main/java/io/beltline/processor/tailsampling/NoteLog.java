package io.beltline.processor.tailsampling;

import io.beltline.api.Clock;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Notes on disk, in a queue of a journal that is written anew when it has become long. What was
 * written is valid at every moment: the old notes go when the new ones are all there. One thread at
 * a time.
 *
 * <p>Notes that the disk does not take wait in memory, up to a limit. Beyond it they are let go of,
 * and the next that is written is all that is known then, which says the same; until it is written
 * nothing is.
 */
final class NoteLog {
  /** The most bytes of notes that wait for the disk. */
  static final int MOST_UNWRITTEN = 4 << 20;

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long LEAST = 1L << 20;
  private static final int MOST_RECORDS = 8192;
  private static final int MORE_RECORDS = 1024;

  private final JournalQueue queue;
  private final Clock clock;
  private final Logger logger;
  private final Supplier<List<byte[]>> known;
  private final LongConsumer letGo;
  private final Deque<byte[]> unwritten = new ArrayDeque<>();
  private final List<RecordRef> records = new ArrayList<>();
  private long unwrittenBytes;
  private boolean anew;
  private @Nullable Refusal refusal;
  private long mostBytes = LEAST;
  private int mostRecords = MOST_RECORDS;

  private record Refusal(long nanoTime, IOException why) {}

  /**
   * A log.
   *
   * @param queue where notes are kept
   * @param known makes notes of all that is known
   * @param letGo is told how many bytes of notes were let go of
   */
  NoteLog(
      JournalQueue queue,
      Clock clock,
      Logger logger,
      Supplier<List<byte[]>> known,
      LongConsumer letGo) {
    this.queue = queue;
    this.clock = clock;
    this.logger = logger;
    this.known = known;
    this.letGo = letGo;
  }

  /** Where notes are kept. */
  JournalQueue queue() {
    return queue;
  }

  /** A record that was there at the start. */
  void found(RecordRef record) {
    records.add(record);
  }

  /** Takes notes, to be written next. */
  void add(byte[] notes) {
    unwritten.add(notes);
    unwrittenBytes += notes.length;
    if (!anew && unwrittenBytes > MOST_UNWRITTEN) {
      anew = true;
      logger.warn(
          "{} bytes of notes cannot be written and are let go of; what is known is written anew"
              + " once the storage takes it",
          unwrittenBytes);
    }
    if (anew) {
      letGo.accept(unwrittenBytes);
      unwritten.clear();
      unwrittenBytes = 0;
    }
  }

  /**
   * Writes what was taken.
   *
   * @throws IOException if the disk does not take it; it is written the next time
   */
  void write() throws IOException {
    if (anew) {
      catchUp();
    }
    for (byte[] next = unwritten.peek(); next != null; next = unwritten.peek()) {
      records.add(note(next));
      unwritten.remove();
      unwrittenBytes -= next.length;
    }
  }

  /** To note all that is known takes long: it is not tried more often than once a second. */
  private void catchUp() throws IOException {
    Refusal last = refusal;
    if (last != null && clock.nanoTime() - last.nanoTime < PAUSE) {
      throw last.why;
    }
    try {
      writeAnew();
    } catch (IOException failed) {
      refusal = new Refusal(clock.nanoTime(), failed);
      throw failed;
    }
    refusal = null;
    anew = false;
  }

  /** Writes the log anew if it is long. Where the disk does not take that it stays as it is. */
  void tidy() {
    if (queue.bytes() <= mostBytes && records.size() <= mostRecords) {
      return;
    }
    try {
      writeAnew();
    } catch (IOException failed) {
      logger.warn("the notes of {} are long, and stay so: {}", queue.name(), failed.getMessage());
      mostBytes = queue.bytes() + LEAST;
      mostRecords = records.size() + MORE_RECORDS;
    }
  }

  private void writeAnew() throws IOException {
    List<RecordRef> fresh = new ArrayList<>();
    long size = 0;
    try {
      for (byte[] each : known.get()) {
        size += each.length;
        fresh.add(note(each));
      }
    } catch (IOException failed) {
      fresh.forEach(queue::acknowledge); // a part of what is known; the old notes stay
      throw failed;
    }
    records.forEach(queue::acknowledge);
    records.clear();
    records.addAll(fresh);
    mostBytes = Math.max(LEAST, 4 * size);
    mostRecords = MOST_RECORDS;
  }

  private RecordRef note(byte[] bytes) throws IOException {
    return TailJournal.kept(queue, new byte[0], bytes);
  }
}
