package io.beltline.delivery;

import io.beltline.delivery.journal.RecordRef;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Makes requests again of what a backlog reads, and has them at hand. */
final class BacklogReader implements Backlog.Reader {
  private final StoreParts parts;
  private final AtHand ready;
  private final LongConsumer shrink;
  private final Runnable changed;

  /**
   * A reader for one queue.
   *
   * @param ready where requests come to be
   * @param shrink told by how much the queue is smaller; under the lock
   * @param changed run when there is more to give out, or more room; under the lock
   */
  BacklogReader(StoreParts parts, AtHand ready, LongConsumer shrink, Runnable changed) {
    this.parts = parts;
    this.ready = ready;
    this.shrink = shrink;
    this.changed = changed;
  }

  @Override
  public Entry revive(RecordRef record, Payload payload) {
    RequestHead head = RequestHead.decode(record.meta());
    Telemetry telemetry = Telemetry.of(parts.signal(), payload);
    Entry entry = parts.revival().revive(head, telemetry, size(record));
    if (entry.items != record.items()) {
      throw new MalformedTelemetryException(
          record + " holds " + entry.items + " items (expected: " + record.items() + ")");
    }
    entry.record = record;
    entry.acceptedUnixNanos = head.acceptedUnixNanos();
    return entry;
  }

  @Override
  public long size(RecordRef record) {
    return parts.sizer().of(1, record.items(), record.bytes());
  }

  @Override
  public boolean hasRoom() {
    return ready.hasRoom();
  }

  @Override
  public void read(Entry entry) {
    ready.read(entry);
    changed.run();
  }

  @Override
  public void lost(long requests, long items, long lostSize) {
    shrink.accept(lostSize);
    parts.desk().dropped(DropReason.DAMAGED, items);
    changed.run();
  }

  @Override
  public void threw(RecordRef record, RuntimeException bug) {
    parts.health().unrevived(record.toString(), record.items(), bug);
  }

  @Override
  public void failed(IOException why) {
    parts.health().unreadable(String.valueOf(why.getMessage()));
  }
}
