package io.beltline.processor.logdedup;

import io.beltline.model.Slice;
import io.beltline.model.otlp.LogRecordEditor;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Equal log records: one of them, and how many there were. Changed under the lock of its store. */
final class Gathered {
  private static final DateTimeFormatter RFC3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");
  private static final long NANOS = 1_000_000_000;

  final String resourceKey;
  final String scopeKey;
  final Around around;
  private final Slice record;
  private final long first;
  private long last;
  private long count;

  /**
   * What stands around the record.
   *
   * @param resource the Resource message
   * @param resourceSchema the schema of the resource
   * @param scope the InstrumentationScope message
   * @param scopeSchema the schema of the scope
   */
  record Around(Slice resource, String resourceSchema, Slice scope, String scopeSchema) {
    long size() {
      return (long) resource.length()
          + scope.length()
          + resourceSchema.length()
          + scopeSchema.length();
    }
  }

  Gathered(String resourceKey, String scopeKey, Around around, Slice record, long now) {
    this.resourceKey = resourceKey;
    this.scopeKey = scopeKey;
    this.around = around;
    this.record = record;
    this.first = now;
    this.last = now;
    this.count = 1;
  }

  long size() {
    return record.length() + around.size();
  }

  long count() {
    return count;
  }

  /** Takes in one that is equal. */
  void add(Gathered other) {
    count += other.count;
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
