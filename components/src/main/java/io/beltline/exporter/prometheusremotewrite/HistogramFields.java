package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.Buckets;
import io.beltline.model.otlp.WireWriter;

/** Writes native histograms, whose fields are the same in both versions. */
final class HistogramFields {
  /** Writing so many empty buckets is shorter than a span of its own for what follows. */
  private static final int LONGEST_GAP = 2;

  private HistogramFields() {}

  static void write(WireWriter out, NativeHistogram histogram) {
    out.varint(1, histogram.count());
    out.float64(3, histogram.sum());
    out.sint32(4, histogram.schema());
    out.float64(5, histogram.zeroThreshold());
    out.varint(6, histogram.zeroCount());
    buckets(out, histogram.negative(), 8, 9);
    buckets(out, histogram.positive(), 11, 12);
    out.varint(15, histogram.time());
    if (histogram.bounds().length > 0) {
      int packed = out.begin(16);
      for (double bound : histogram.bounds()) {
        out.rawFixed64(Double.doubleToRawLongBits(bound));
      }
      out.end(packed);
    }
  }

  private static void buckets(WireWriter out, Buckets buckets, int spans, int deltas) {
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
