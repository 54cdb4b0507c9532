package io.beltline.delivery.journal;

import org.jspecify.annotations.Nullable;

/** What a journal knows of a queue. Guarded by the journal's lock. */
final class QueueState {
  final String name;
  final SequenceSet acknowledged = SequenceSet.marking();

  /** Where acknowledgements are written; null until somebody opens the queue. */
  @Nullable SequenceLog log;

  /** Whether somebody has the queue now. */
  boolean open;

  long maxBytes = Long.MAX_VALUE;
  long records;
  long items;
  long size;
  long bytes;

  QueueState(String name) {
    this.name = name;
  }

  void add(int moreItems, long moreSize, long moreBytes) {
    records++;
    items += moreItems;
    size += moreSize;
    bytes += moreBytes;
  }

  void remove(int fewerItems, long fewerSize, long fewerBytes) {
    records--;
    items -= fewerItems;
    size -= fewerSize;
    bytes -= fewerBytes;
  }

  QueueSummary summary() {
    return new QueueSummary(name, records, items, bytes, open);
  }
}
