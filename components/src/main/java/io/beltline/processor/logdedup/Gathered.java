package io.beltline.processor.logdedup;

import io.beltline.model.Slice;
import io.beltline.model.otlp.LogRecordEditor;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Equal log records: one of them, and how many there were. Changed under the lock of its store. */
final class Gathered {
  private static final DateTimeFormatter RFC3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");
  private static final long NANOS = 1_000_000_000;

  /** About how long the attributes are that a record is given. */
  private static final long ADDED = 128;

  /** The same in those that are equal. */
  final String key;

  final Around around;
  private final Slice record;
  private long first;
  private long last;
  private long count;

  private Gathered(String key, Around around, Slice record, long first, long last, long count) {
    this.key = key;
    this.around = around;
    this.record = record;
    this.first = first;
    this.last = last;
    this.count = count;
  }

  Gathered(String key, Around around, Slice record, long now) {
    this(key, around, record, now, now, 1);
  }

  /** The same, which is equal to none that is gathered by other rules. */
  Gathered apart() {
    return new Gathered("before:" + key, around, record, first, last, count);
  }

  long size() {
    return record.length() + around.size();
  }

  /** About how many bytes it adds to a request behind another one, or as the first. */
  long bytesBeside(@Nullable Gathered before) {
    return ADDED + record.length() + around.bytesBeside(before == null ? null : before.around);
  }

  long count() {
    return count;
  }

  /** Takes in one that is equal. */
  void add(Gathered other) {
    count += other.count;
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
  }

  /** The record that stands for all. */
  Slice encode(long now, String countAttribute, ZoneId zone) {
    LogRecordEditor log = new LogRecordEditor();
    log.wrap(record);
    log.timeUnixNano(now);
    log.observedTimeUnixNano(now);
    log.attributes().upsert(countAttribute, count);
    log.attributes().upsert("first_observed_timestamp", text(first, zone));
    log.attributes().upsert("last_observed_timestamp", text(last, zone));
    return Slice.of(log.toSlice().toByteArray());
  }

  private static String text(long unixNanos, ZoneId zone) {
    return RFC3339.format(Instant.ofEpochSecond(unixNanos / NANOS, unixNanos % NANOS).atZone(zone));
  }
}
