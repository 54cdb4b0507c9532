package io.beltline.delivery.journal;

import io.beltline.delivery.journal.RecoveryReport.Reason;
import io.beltline.model.Payload;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One queue of a journal. Safe for all threads.
 *
 * <p>It belongs to whoever opened it until it is closed; then it can be opened again, in the same
 * process or the next.
 */
public final class JournalQueue implements AutoCloseable {
  private final Journal journal;
  private final QueueState state;
  private volatile boolean closed;

  JournalQueue(Journal journal, QueueState state) {
    this.journal = journal;
    this.state = state;
  }

  /** Its name. */
  public String name() {
    return state.name;
  }

  /**
   * Takes a record; does not wait for the disk. A payload that is the very object another queue of
   * the journal was just given is not written twice.
   *
   * @param meta bytes that are given back with the record; belong to the journal from now on
   * @param items how many items the payload holds
   * @param size what it fills of the queue, in any unit
   * @return a {@link Ticket}, to be waited for with {@link #await}, or why it was refused
   */
  public Append append(byte[] meta, Payload payload, int items, long size) {
    return closed ? Refusal.CLOSED : journal.append(state, meta, payload, items, size);
  }

  /**
   * Waits until a record is kept as the journal's policy says, not minding interrupts.
   *
   * @throws IOException if it could not be kept; it will not be given out, unless the process ends
   *     at once
   */
  public RecordRef await(Ticket ticket) throws IOException {
    return journal.await(ticket);
  }

  /**
   * Walks over the records that are kept and not acknowledged, in order.
   *
   * @param after where to begin, or null for the oldest
   */
  public JournalCursor cursor(@Nullable RecordRef after) {
    return new JournalCursor(journal, state, after);
  }

  /**
   * The payload of a record.
   *
   * @throws DamagedRecordException if it is not what was written; it is then counted as skipped,
   *     copied aside and acknowledged
   * @throws IOException if the file cannot be read; another attempt may succeed
   */
  public Payload read(RecordRef record) throws IOException {
    return journal.read(state, record);
  }

  /** Gives a record up that cannot be read: counts it as skipped and acknowledges it. */
  public void skip(RecordRef record) {
    if (!closed) {
      journal.skip(state, record, Reason.DAMAGED_PAYLOAD);
    }
  }

  /**
   * A record has come to an end. The operating system has that on return, the disk about a second
   * later; if it is lost in between, the record is given out again. Cheap, any order, twice is
   * harmless, after {@link #close} without effect: the record may be in other hands.
   */
  public void acknowledge(RecordRef record) {
    if (!closed) {
      journal.acknowledge(state, record);
    }
  }

  /** The number of the last record that is kept in the journal, of whatever queue. */
  public long newest() {
    return journal.shelf().read(() -> journal.shelf().newest);
  }

  /** Records taken and not acknowledged. */
  public long records() {
    return journal.shelf().read(() -> state.records);
  }

  /** Their items. */
  public long items() {
    return journal.shelf().read(() -> state.items);
  }

  /** Their size, in the appender's unit. */
  public long size() {
    return journal.shelf().read(() -> state.size);
  }

  /** The bytes of their payloads. */
  public long bytes() {
    return journal.shelf().read(() -> state.bytes);
  }

  /**
   * Gives the queue up. Whoever closes it has waited for all its records, and uses neither it nor
   * its cursors any more.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      journal.release(state);
    }
  }
}
