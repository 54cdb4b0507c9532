package io.beltline.components.prometheus;

import io.beltline.model.otlp.WireWriter;

/**
 * Writes buckets as Prometheus' messages hold them: spans of buckets, and the counts of all as
 * differences from the one before.
 */
public final class BucketSpans {
  /** Writing so many empty buckets is shorter than a span of its own for what follows. */
  private static final int LONGEST_GAP = 2;

  private BucketSpans() {}

  /**
   * Writes the buckets of one side.
   *
   * @param spans the field of a span
   * @param deltas the field of the differences
   */
  public static void write(WireWriter out, Buckets buckets, int spans, int deltas) {
    long[] counts = buckets.counts();
    WireWriter packed = new WireWriter(counts.length * 2 + 1);
    long before = 0;
    int end = 0; // behind the last bucket written
    int from = next(counts, 0);
    while (from < counts.length) {
      int to = from;
      for (int at = from; at < counts.length && at - to <= LONGEST_GAP; at++) {
        to = counts[at] == 0 ? to : at + 1;
      }
      int span = out.begin(spans);
      out.sint32(1, end == 0 ? buckets.offset() + from : from - end);
      out.varint(2, to - from);
      out.end(span);
      for (int i = from; i < to; i++) {
        long delta = counts[i] - before;
        packed.rawVarint((delta << 1) ^ (delta >> 63));
        before = counts[i];
      }
      end = to;
      from = next(counts, to);
    }
    if (packed.size() > 0) {
      out.bytes(deltas, packed.toSlice());
    }
  }

  /** The next bucket that is not empty. */
  private static int next(long[] counts, int from) {
    int at = from;
    while (at < counts.length && counts[at] == 0) {
      at++;
    }
    return at;
  }
}
