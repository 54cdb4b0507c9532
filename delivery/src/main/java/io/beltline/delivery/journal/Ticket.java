package io.beltline.delivery.journal;

import io.beltline.model.Payload;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the disk. It is settled when its group has been written; {@link
 * Journal#await} waits for that.
 */
public final class Ticket implements Append {
  final QueueState queue;
  final byte[] meta;
  final Payload payload;
  final int items;
  final long size;

  /** The record that may hold the same payload already. */
  final @Nullable Ticket twin;

  /** Where it was put; known to the writer before the ticket is settled. */
  @Nullable RecordHeader header;

  /** The segment that stays because this refers to a payload in it; under the journal's lock. */
  @Nullable Segment pinned;

  private @Nullable RecordRef record;
  private @Nullable IOException failure;

  Ticket(
      QueueState queue, byte[] meta, Payload payload, int items, long size, @Nullable Ticket twin) {
    this.queue = queue;
    this.meta = meta;
    this.payload = payload;
    this.items = items;
    this.size = size;
    this.twin = twin;
  }

  /** Under the journal's lock. */
  void kept(RecordRef where) {
    record = where;
  }

  /** Under the journal's lock. */
  void failed(IOException cause) {
    failure = cause;
  }

  /** Under the journal's lock. */
  boolean isSettled() {
    return record != null || failure != null;
  }

  /** Under the journal's lock. */
  @Nullable RecordRef record() {
    return record;
  }

  /** Under the journal's lock. */
  @Nullable IOException failure() {
    return failure;
  }
}
