package io.beltline.receiver.opencensus;

import static io.beltline.receiver.opencensus.OcMessages.nested;
import static io.beltline.receiver.opencensus.OcMessages.pair;
import static io.beltline.receiver.opencensus.OcMessages.time;

import io.beltline.model.otlp.WireWriter;
import java.util.function.Consumer;

/** Metrics of OpenCensus, written field by field. */
final class OcMetrics {
  private OcMetrics() {}

  /**
   * A metric with the labels {@code method} and {@code code}, of which the second has no value.
   *
   * @param type the number of its type
   * @param value writes the value of the point
   */
  static void metric(WireWriter out, String name, int type, Consumer<WireWriter> value) {
    nested(
        out,
        2,
        metric -> {
          nested(
              metric,
              1,
              descriptor -> {
                descriptor.string(1, name).string(2, "what it is").string(3, "ms").varint(4, type);
                nested(descriptor, 5, key -> key.string(1, "method").string(2, "of HTTP"));
                nested(descriptor, 5, key -> key.string(1, "code"));
              });
          nested(metric, 2, series -> series(series, value));
        });
  }

  private static void series(WireWriter out, Consumer<WireWriter> value) {
    time(out, 1, 0);
    nested(out, 2, label -> label.string(1, "GET").bool(2, true));
    nested(out, 2, label -> label.string(1, "ignored"));
    nested(out, 2, label -> label.string(1, "too many").bool(2, true));
    nested(
        out,
        3,
        point -> {
          time(point, 1, 9);
          value.accept(point);
        });
  }

  /** A point's distribution with two bounds, and an exemplar in the last bucket. */
  static void distribution(WireWriter point) {
    nested(
        point,
        4,
        value -> {
          value.varint(1, 6).float64(2, 61.5).float64(3, 2);
          nested(value, 4, options -> nested(options, 1, OcMetrics::packedBounds));
          nested(value, 5, bucket -> bucket.varint(1, 1));
          nested(value, 5, bucket -> {});
          nested(
              value,
              5,
              bucket -> {
                bucket.varint(1, 5);
                nested(
                    bucket,
                    2,
                    exemplar -> {
                      exemplar.float64(1, 17);
                      time(exemplar, 2, 8);
                      pair(exemplar, 3, "trace", "t1");
                    });
              });
        });
  }

  private static void packedBounds(WireWriter out) {
    nested(
        out,
        1,
        bounds ->
            bounds
                .rawFixed64(Double.doubleToRawLongBits(10))
                .rawFixed64(Double.doubleToRawLongBits(12.5)));
  }

  /** A point's summary. */
  static void summary(WireWriter point) {
    nested(
        point,
        5,
        value -> {
          nested(value, 1, count -> count.varint(1, 4));
          nested(value, 2, sum -> sum.float64(1, 8.5));
          nested(
              value,
              3,
              snapshot -> {
                nested(snapshot, 1, count -> count.varint(1, 2));
                nested(snapshot, 3, one -> one.float64(1, 50).float64(2, 2));
                nested(snapshot, 3, one -> one.float64(1, 99).float64(2, 4));
              });
        });
  }

  /** A metric of each kind. */
  static void metrics(WireWriter out) {
    metric(out, "gauge.whole", 1, point -> point.varint(2, -7));
    metric(out, "gauge.real", 2, point -> point.float64(3, 0.5));
    metric(out, "sum.whole", 4, point -> point.varint(2, 7));
    metric(out, "sum.real", 5, point -> point.float64(3, 1.5));
    metric(out, "distribution", 6, OcMetrics::distribution);
    metric(out, "summary", 7, OcMetrics::summary);
  }
}
