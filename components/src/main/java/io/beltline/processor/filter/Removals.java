package io.beltline.processor.filter;

/** What {@code include} and {@code exclude} removed from one request. One thread. */
final class Removals {
  private final long[] records = new long[2];
  private final long[] items = new long[2];

  /** A record that a rule removed with its items. */
  void add(int rule, long count) {
    records[rule]++;
    items[rule] += count;
  }

  /** Books all, when the request is through. */
  void book(FilterCounters counters) {
    for (int rule = 0; rule < records.length; rule++) {
      if (records[rule] > 0) {
        counters.add(rule, records[rule], records[rule], 0);
        counters.removed(rule, items[rule]);
      }
    }
  }
}
