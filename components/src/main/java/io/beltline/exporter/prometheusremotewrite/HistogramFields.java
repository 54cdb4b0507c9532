package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.BucketSpans;
import io.beltline.model.otlp.WireWriter;

/** Writes native histograms, whose fields are the same in both versions. */
final class HistogramFields {
  private HistogramFields() {}

  static void write(WireWriter out, NativeHistogram histogram) {
    out.varint(1, histogram.count());
    out.float64(3, histogram.sum());
    out.sint32(4, histogram.schema());
    out.float64(5, histogram.zeroThreshold());
    out.varint(6, histogram.zeroCount());
    BucketSpans.write(out, histogram.negative(), 8, 9);
    BucketSpans.write(out, histogram.positive(), 11, 12);
    out.varint(15, histogram.time());
    if (histogram.bounds().length > 0) {
      int packed = out.begin(16);
      for (double bound : histogram.bounds()) {
        out.rawFixed64(Double.doubleToRawLongBits(bound));
      }
      out.end(packed);
    }
  }
}
