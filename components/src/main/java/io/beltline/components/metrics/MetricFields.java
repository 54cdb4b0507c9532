package io.beltline.components.metrics;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SumView;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.util.List;

/** Takes the message of a metric apart: its head, its points, and what stands beside these. */
final class MetricFields {
  /** A data's field that holds points; the same in all five kinds. */
  static final int POINTS = SumView.DATA_POINTS;

  private static final int POINT_TAG = Wire.tag(POINTS, Wire.BYTES);
  private static final int NAME_TAG = Wire.tag(MetricView.NAME, Wire.BYTES);

  private MetricFields() {}

  /** Whether a field is one of the five that hold points. */
  static boolean isData(int tag) {
    return (tag & 7) == Wire.BYTES
        && switch (tag >>> 3) {
          case MetricView.GAUGE,
              MetricView.SUM,
              MetricView.HISTOGRAM,
              MetricView.EXPONENTIAL_HISTOGRAM,
              MetricView.SUMMARY ->
              true;
          default -> false;
        };
  }

  /** A point's field that holds attributes. */
  static int attributes(int kind) {
    return switch (kind) {
      case MetricView.HISTOGRAM -> HistogramDataPointView.ATTRIBUTES;
      case MetricView.EXPONENTIAL_HISTOGRAM -> ExponentialHistogramDataPointView.ATTRIBUTES;
      case MetricView.SUMMARY -> SummaryDataPointView.ATTRIBUTES;
      default -> NumberDataPointView.ATTRIBUTES;
    };
  }

  /** A message with one more field of bytes behind all others. */
  static Slice joined(Slice message, int field, Slice content) {
    int tag = Wire.tag(field, Wire.BYTES);
    int head = Wire.sizeOf(tag) + Wire.sizeOf(content.length());
    byte[] bytes = new byte[message.length() + head + content.length()];
    System.arraycopy(message.array(), message.offset(), bytes, 0, message.length());
    int at = Wire.put(bytes, message.length(), tag);
    at = Wire.put(bytes, at, content.length());
    System.arraycopy(content.array(), content.offset(), bytes, at, content.length());
    return Slice.of(bytes);
  }

  private interface Part {
    void take(byte[] array, int from, int to);
  }

  /** Of a kind that occurs twice the points are those of both, as protobuf has it. */
  private static void eachData(Slice metric, int kind, Part part) {
    byte[] b = metric.array();
    int end = metric.end();
    for (int p = metric.offset(); p < end; ) {
      long opened = Wire.tagAt(b, p, end);
      int value = (int) (opened >>> 32);
      p = Wire.skip(b, value, end, (int) opened & 7);
      if (isData((int) opened) && (int) opened >>> 3 == kind) {
        part.take(b, (int) (Wire.open(b, value, end) >>> 32), p);
      }
    }
  }

  /** Adds the points of a metric of a kind. */
  static void points(Slice metric, int kind, List<Slice> found) {
    eachData(
        metric,
        kind,
        (b, from, to) -> {
          for (int p = from; p < to; ) {
            long opened = Wire.tagAt(b, p, to);
            int value = (int) (opened >>> 32);
            p = Wire.skip(b, value, to, (int) opened & 7);
            if ((int) opened == POINT_TAG) {
              int start = (int) (Wire.open(b, value, to) >>> 32);
              found.add(new Slice(b, start, p - start));
            }
          }
        });
  }

  /** Writes what stands beside the points. */
  static void copyRest(Slice metric, int kind, WireWriter out) {
    eachData(
        metric,
        kind,
        (b, from, to) -> {
          for (int p = from; p < to; ) {
            long opened = Wire.tagAt(b, p, to);
            int after = Wire.skip(b, (int) (opened >>> 32), to, (int) opened & 7);
            if ((int) opened != POINT_TAG) {
              out.raw(b, p, after);
            }
            p = after;
          }
        });
  }

  /** Writes what stands beside the name, or beside name and data. */
  static void copyHead(Slice metric, boolean withData, WireWriter out) {
    byte[] b = metric.array();
    int end = metric.end();
    for (int p = metric.offset(); p < end; ) {
      long opened = Wire.tagAt(b, p, end);
      int after = Wire.skip(b, (int) (opened >>> 32), end, (int) opened & 7);
      if ((int) opened != NAME_TAG && (withData || !isData((int) opened))) {
        out.raw(b, p, after);
      }
      p = after;
    }
  }
}
