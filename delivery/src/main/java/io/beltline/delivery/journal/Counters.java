package io.beltline.delivery.journal;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a journal does. Safe for all threads. */
final class Counters {
  final LongAdder groups = new LongAdder();
  final LongAdder records = new LongAdder();
  final LongAdder skippedRecords = new LongAdder();
  final LongAdder skippedItems = new LongAdder();
  final LongAdder skippedBytes = new LongAdder();
  private final EnumMap<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);

  Counters(RecoveryReport report) {
    for (Refusal refusal : Refusal.values()) {
      refused.put(refusal, new LongAdder());
    }
    skipped(report.skippedRecords(), report.skippedItems(), report.skippedBytes());
  }

  Refusal refused(Refusal refusal) {
    LongAdder count = refused.get(refusal);
    if (count != null) {
      count.increment();
    }
    return refusal;
  }

  void written(int count) {
    groups.increment();
    records.add(count);
  }

  void skipped(long lostRecords, long items, long bytes) {
    skippedRecords.add(lostRecords);
    skippedItems.add(items);
    skippedBytes.add(bytes);
  }

  Map<Refusal, Long> refused() {
    EnumMap<Refusal, Long> counts = new EnumMap<>(Refusal.class);
    refused.forEach((refusal, count) -> counts.put(refusal, count.sum()));
    return counts;
  }
}
