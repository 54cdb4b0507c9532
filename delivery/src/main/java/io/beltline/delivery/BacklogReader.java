package io.beltline.delivery;

import io.beltline.delivery.journal.RecordRef;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Telemetry;
import java.io.IOException;

/** Makes requests again of what a backlog reads, and has them at hand. */
final class BacklogReader implements Backlog.Reader {
  private final StoreParts parts;
  private final AtHand ready;
  private final Shrink shrink;
  private final Runnable changed;

  /** Told by how much a queue is smaller than it was. */
  interface Shrink {
    /** By a size in the queue's sizer, and by bytes of telemetry. Under the lock. */
    void by(long size, long bytes);
  }

  /**
   * A reader for one queue.
   *
   * @param ready where requests come to be
   * @param shrink told of what is lost
   * @param changed run when there is more to give out, or more room; under the lock
   */
  BacklogReader(StoreParts parts, AtHand ready, Shrink shrink, Runnable changed) {
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
  public void lost(long requests, long items, long lostSize, long lostBytes) {
    shrink.by(lostSize, lostBytes);
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
