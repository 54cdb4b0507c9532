package io.beltline.receiver.prometheusremotewrite;

import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.model.otlp.DataPointFlags;
import io.beltline.model.otlp.ExemplarView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.prometheusremotewrite.IncomingSeries.Exemplar;
import io.beltline.receiver.prometheusremotewrite.IncomingSeries.Sample;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes data points. Stateless. */
final class Points {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final HexFormat HEX = HexFormat.of();
  private static final int OFFSET = 1;
  private static final int COUNTS = 2;

  private Points() {}

  /** A number. */
  static void number(
      WireWriter out,
      Map<String, String> attributes,
      Sample sample,
      boolean counts,
      List<Exemplar> exemplars) {
    attributes(out, NumberDataPointView.ATTRIBUTES, attributes);
    times(
        out,
        NumberDataPointView.START_TIME_UNIX_NANO,
        counts ? sample.start() : 0,
        NumberDataPointView.TIME_UNIX_NANO,
        sample.time());
    if (RemoteWrite.isStale(sample.value())) {
      out.varint(NumberDataPointView.FLAGS, DataPointFlags.NO_RECORDED_VALUE_MASK);
      return;
    }
    out.float64(NumberDataPointView.AS_DOUBLE, sample.value());
    exemplars.forEach(one -> exemplar(out, NumberDataPointView.EXEMPLARS, one));
  }

  /** A histogram with exponential buckets. */
  static void exponential(
      WireWriter out,
      Map<String, String> attributes,
      IncomingHistogram histogram,
      Buckets positive,
      Buckets negative,
      List<Exemplar> exemplars) {
    attributes(out, ExponentialHistogramDataPointView.ATTRIBUTES, attributes);
    times(
        out,
        ExponentialHistogramDataPointView.START_TIME_UNIX_NANO,
        histogram.start,
        ExponentialHistogramDataPointView.TIME_UNIX_NANO,
        histogram.time);
    if (RemoteWrite.isStale(histogram.sum)) {
      out.varint(ExponentialHistogramDataPointView.FLAGS, DataPointFlags.NO_RECORDED_VALUE_MASK);
      return;
    }
    out.fixed64(ExponentialHistogramDataPointView.COUNT, Math.round(histogram.count));
    if (!Double.isNaN(histogram.sum)) {
      out.float64(ExponentialHistogramDataPointView.SUM, histogram.sum);
    }
    out.sint32(ExponentialHistogramDataPointView.SCALE, histogram.schema);
    out.fixed64(ExponentialHistogramDataPointView.ZERO_COUNT, Math.round(histogram.zeroCount));
    buckets(out, ExponentialHistogramDataPointView.POSITIVE, positive);
    buckets(out, ExponentialHistogramDataPointView.NEGATIVE, negative);
    exemplars.forEach(one -> exemplar(out, ExponentialHistogramDataPointView.EXEMPLARS, one));
    out.float64(ExponentialHistogramDataPointView.ZERO_THRESHOLD, histogram.zeroThreshold);
  }

  /** OpenTelemetry names a bucket by its lower bound, Prometheus by its upper one. */
  private static void buckets(WireWriter out, int field, Buckets buckets) {
    if (buckets.size() == 0) {
      return;
    }
    int message = out.begin(field);
    out.sint32(OFFSET, buckets.offset() - 1);
    int packed = out.begin(COUNTS);
    buckets.each(out::rawVarint);
    out.end(packed);
    out.end(message);
  }

  /** A histogram with bounds of its own. */
  static void explicit(
      WireWriter out,
      Map<String, String> attributes,
      IncomingHistogram histogram,
      Buckets buckets,
      List<Exemplar> exemplars) {
    attributes(out, HistogramDataPointView.ATTRIBUTES, attributes);
    times(
        out,
        HistogramDataPointView.START_TIME_UNIX_NANO,
        histogram.start,
        HistogramDataPointView.TIME_UNIX_NANO,
        histogram.time);
    if (RemoteWrite.isStale(histogram.sum)) {
      out.varint(HistogramDataPointView.FLAGS, DataPointFlags.NO_RECORDED_VALUE_MASK);
      return;
    }
    out.fixed64(HistogramDataPointView.COUNT, Math.round(histogram.count));
    if (!Double.isNaN(histogram.sum)) {
      out.float64(HistogramDataPointView.SUM, histogram.sum);
    }
    int counts = out.begin(HistogramDataPointView.BUCKET_COUNTS);
    long behind = histogram.bounds.size() + 1 - buckets.offset() - buckets.size();
    empty(out, buckets.offset());
    buckets.each(out::rawFixed64);
    empty(out, behind);
    out.end(counts);
    int bounds = out.begin(HistogramDataPointView.EXPLICIT_BOUNDS);
    histogram.bounds.forEach(bound -> out.rawFixed64(Double.doubleToRawLongBits(bound)));
    out.end(bounds);
    exemplars.forEach(one -> exemplar(out, HistogramDataPointView.EXEMPLARS, one));
  }

  private static void empty(WireWriter out, long buckets) {
    for (long left = buckets; left > 0; left--) {
      out.rawFixed64(0);
    }
  }

  private static void exemplar(WireWriter out, int field, Exemplar exemplar) {
    int message = out.begin(field);
    out.fixed64(ExemplarView.TIME_UNIX_NANO, exemplar.time() * NANOS_PER_MILLI);
    out.float64(ExemplarView.AS_DOUBLE, exemplar.value());
    exemplar
        .labels()
        .forEach(
            (name, value) -> {
              if (name.equals("trace_id") && isId(value, 32)) {
                out.bytes(ExemplarView.TRACE_ID, HEX.parseHex(value));
              } else if (name.equals("span_id") && isId(value, 16)) {
                out.bytes(ExemplarView.SPAN_ID, HEX.parseHex(value));
              } else {
                attribute(out, ExemplarView.FILTERED_ATTRIBUTES, name, value);
              }
            });
    out.end(message);
  }

  private static boolean isId(String text, int digits) {
    return text.length() == digits && text.chars().allMatch(HexFormat::isHexDigit);
  }

  private static void times(WireWriter out, int startField, long start, int field, long time) {
    if (start != 0) {
      out.fixed64(startField, start * NANOS_PER_MILLI);
    }
    out.fixed64(field, time * NANOS_PER_MILLI);
  }

  static void attributes(WireWriter out, int field, Map<String, String> attributes) {
    attributes.forEach((name, value) -> attribute(out, field, name, value));
  }

  /** An attribute whose value is a text. */
  static void attribute(WireWriter out, int field, String name, String value) {
    int pair = out.begin(field);
    out.string(1, name);
    int any = out.begin(2);
    out.string(1, value);
    out.end(any);
    out.end(pair);
  }
}
