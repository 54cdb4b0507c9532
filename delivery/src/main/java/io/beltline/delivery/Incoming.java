package io.beltline.delivery;

import io.beltline.api.Context;
import io.beltline.delivery.QueueStore.Admission;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.RecordRef;
import io.beltline.delivery.journal.Refusal;
import io.beltline.delivery.journal.Ticket;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests on their way to a queue on disk, in the order of their offers. Guarded by the belt's
 * lock.
 */
final class Incoming {
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private final Lookout room;

  /**
   * Nothing is on its way yet.
   *
   * @param room looks out for room where the disk has none
   */
  Incoming(Lookout room) {
    this.room = room;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Sends a request on its way, if the queue takes it.
   *
   * @param kept what of its context is written
   */
  Admission offer(JournalQueue queue, StoredContext kept, Entry entry) {
    byte[] head = head(entry, kept.of(entry.context));
    return switch (queue.append(head, entry.telemetry.payload(), entry.items, entry.size)) {
      case Ticket ticket -> {
        entry.ticket = ticket;
        waiting.add(entry);
        yield Admission.TAKEN;
      }
      case Refusal refusal -> refused(refusal);
    };
  }

  private static byte[] head(Entry entry, Context context) {
    return new RequestHead(
            entry.telemetry.signal(),
            context,
            entry.acceptedUnixNanos,
            entry.firstUnixNanos,
            entry.alone)
        .encode();
  }

  private Admission refused(Refusal refusal) {
    return switch (refusal) {
      case QUEUE_FULL -> Admission.FULL;
      case TOO_LARGE -> Admission.TOO_LARGE;
      case CLOSED -> Admission.CLOSED;
      case JOURNAL_FULL, LOW_SPACE -> {
        room.look();
        yield Admission.NO_SPACE;
      }
    };
  }

  /**
   * The way of a request is at its end.
   *
   * @param record where it is, null if it could not be kept
   * @param kept shown those that are kept and have nothing before them on the way, in their order
   */
  void arrived(Entry entry, @Nullable RecordRef record, BiConsumer<Entry, RecordRef> kept) {
    entry.ticket = null;
    entry.record = record;
    if (record == null) {
      waiting.remove(entry);
    }
    for (Entry first = waiting.peek();
        first != null && first.record != null;
        first = waiting.peek()) {
      kept.accept(waiting.remove(), first.record);
    }
  }
}
