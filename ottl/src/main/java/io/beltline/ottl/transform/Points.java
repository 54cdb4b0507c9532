package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.MetricEditor;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointEditor;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.ottl.value.ValueWriter;
import java.util.ArrayList;
import java.util.List;

/** Reads the data points of metrics as a whole, and makes new ones. Stateless. */
final class Points {
  private Points() {}

  /** The points of a metric, whatever its type; none if it has no data. */
  static Cursor<? extends MessageView> of(MetricEditor metric) {
    return switch (metric.dataCase()) {
      case MetricView.GAUGE -> metric.gauge().dataPoints();
      case MetricView.SUM -> metric.sum().dataPoints();
      case MetricView.HISTOGRAM -> metric.histogram().dataPoints();
      case MetricView.EXPONENTIAL_HISTOGRAM -> metric.exponentialHistogram().dataPoints();
      case MetricView.SUMMARY -> metric.summary().dataPoints();
      default -> new Cursor<>(new NumberDataPointView());
    };
  }

  /** Points in bytes of their own. */
  static List<Slice> copies(Cursor<? extends MessageView> points) {
    List<Slice> copies = new ArrayList<>();
    while (points.next()) {
      copies.add(Slice.of(points.item().toSlice().toByteArray()));
    }
    return copies;
  }

  /** Points as the content of a gauge, or of other data that has nothing beside its points. */
  static Slice encode(List<Slice> points) {
    ValueWriter out = new ValueWriter();
    for (Slice point : points) {
      out.member(point.array(), point.offset(), point.end());
    }
    return out.copy();
  }

  /** A point without a value that has the attributes and times of another. */
  static NumberDataPointEditor like(MessageView point) {
    NumberDataPointEditor made = new NumberDataPointEditor();
    switch (point) {
      case NumberDataPointView p ->
          begin(made, p.attributes(), p.startTimeUnixNano(), p.timeUnixNano());
      case HistogramDataPointView p ->
          begin(made, p.attributes(), p.startTimeUnixNano(), p.timeUnixNano());
      case ExponentialHistogramDataPointView p ->
          begin(made, p.attributes(), p.startTimeUnixNano(), p.timeUnixNano());
      case SummaryDataPointView p ->
          begin(made, p.attributes(), p.startTimeUnixNano(), p.timeUnixNano());
      default -> throw new IllegalStateException("no data point: " + point.messageType().name());
    }
    return made;
  }

  private static void begin(
      NumberDataPointEditor made, AttributesView attributes, long start, long time) {
    while (attributes.next()) {
      Slice encoded = Slice.of(attributes.item().toSlice().toByteArray());
      made.attributes().add(new Attribute(AttributeKey.of(attributes.key()), encoded));
    }
    made.startTimeUnixNano(start).timeUnixNano(time);
  }

  /** The count of a histogram's or summary's point. */
  static long count(MessageView point) {
    return switch (point) {
      case HistogramDataPointView p -> p.count();
      case ExponentialHistogramDataPointView p -> p.count();
      case SummaryDataPointView p -> p.count();
      default -> 0;
    };
  }

  /** The sum of a histogram's or summary's point. */
  static double sum(MessageView point) {
    return switch (point) {
      case HistogramDataPointView p -> p.sum();
      case ExponentialHistogramDataPointView p -> p.sum();
      case SummaryDataPointView p -> p.sum();
      default -> 0;
    };
  }

  /** Whether a point says its sum. A summary always does. */
  static boolean hasSum(MessageView point) {
    return switch (point) {
      case HistogramDataPointView p -> p.hasSum();
      case ExponentialHistogramDataPointView p -> p.hasSum();
      default -> true;
    };
  }
}
