package io.beltline.exporter.debug;

import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.BucketsView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.model.otlp.ValueAtQuantileView;

/** A line for each data point of a metric. */
final class PointText {
  private PointText() {}

  static void write(Lines out, MetricView metric) {
    String name = metric.name();
    switch (metric.dataCase()) {
      case MetricView.GAUGE ->
          numbers(out, name, metric.gauge().dataPoints(new Cursor<>(new NumberDataPointView())));
      case MetricView.SUM ->
          numbers(out, name, metric.sum().dataPoints(new Cursor<>(new NumberDataPointView())));
      case MetricView.HISTOGRAM -> {
        var points = metric.histogram().dataPoints(new Cursor<>(new HistogramDataPointView()));
        while (points.next()) {
          line(out, name, points.item().attributes(), histogram(points.item()));
        }
      }
      case MetricView.EXPONENTIAL_HISTOGRAM -> {
        var points =
            metric
                .exponentialHistogram()
                .dataPoints(new Cursor<>(new ExponentialHistogramDataPointView()));
        while (points.next()) {
          line(out, name, points.item().attributes(), exponential(points.item()));
        }
      }
      case MetricView.SUMMARY -> {
        var points = metric.summary().dataPoints(new Cursor<>(new SummaryDataPointView()));
        while (points.next()) {
          line(out, name, points.item().attributes(), summary(points.item()));
        }
      }
      default -> {} // a metric without data has no points to show
    }
  }

  private static void line(Lines out, String name, AttributesView attributes, String value) {
    out.line(name, "{", NormalText.join("", ",", attributes), "} ", value);
  }

  private static void numbers(Lines out, String name, Cursor<NumberDataPointView> points) {
    while (points.next()) {
      var point = points.item();
      String value =
          point.hasAsInt()
              ? Long.toString(point.asInt())
              : point.hasAsDouble() ? Lines.shortest(point.asDouble()) : "";
      line(out, name, point.attributes(), value);
    }
  }

  private static String histogram(HistogramDataPointView point) {
    StringBuilder text = new StringBuilder("count=").append(Long.toUnsignedString(point.count()));
    optional(text, "sum", point.hasSum(), point.sum());
    optional(text, "min", point.hasMin(), point.min());
    optional(text, "max", point.hasMax(), point.max());
    NumberCursor bounds = point.explicitBounds();
    NumberCursor counts = point.bucketCounts();
    while (counts.next()) {
      text.append(' ');
      if (bounds.next()) {
        text.append("le").append(Lines.shortest(bounds.asDouble())).append('=');
      }
      text.append(Long.toUnsignedString(counts.asLong()));
    }
    return text.toString();
  }

  private static String exponential(ExponentialHistogramDataPointView point) {
    StringBuilder text = new StringBuilder("count=").append(Long.toUnsignedString(point.count()));
    optional(text, "sum", point.hasSum(), point.sum());
    optional(text, "min", point.hasMin(), point.min());
    optional(text, "max", point.hasMax(), point.max());
    double factor = Math.scalb(Math.log(2), -point.scale());
    BucketsView negative = point.negative();
    long[] counts = MetricText.counts(negative);
    for (int i = counts.length - 1; i >= 0; i--) {
      bucket(text, -Math.exp(((double) negative.offset() + i) * factor), counts[i]);
    }
    if (point.zeroCount() != 0) {
      text.append(" zero=").append(Long.toUnsignedString(point.zeroCount()));
    }
    BucketsView positive = point.positive();
    counts = MetricText.counts(positive);
    for (int i = 0; i < counts.length; i++) {
      bucket(text, Math.exp(((double) positive.offset() + i + 1) * factor), counts[i]);
    }
    return text.toString();
  }

  private static void bucket(StringBuilder text, double bound, long count) {
    text.append(" le")
        .append(Lines.shortest(bound))
        .append('=')
        .append(Long.toUnsignedString(count));
  }

  private static String summary(SummaryDataPointView point) {
    StringBuilder text = new StringBuilder("count=").append(Long.toUnsignedString(point.count()));
    text.append(" sum=").append(Lines.fixed(point.sum()));
    var quantiles = point.quantileValues(new Cursor<>(new ValueAtQuantileView()));
    while (quantiles.next()) {
      var quantile = quantiles.item();
      text.append(" q").append(Lines.shortest(quantile.quantile()));
      text.append('=').append(Lines.shortest(quantile.value()));
    }
    return text.toString();
  }

  private static void optional(StringBuilder text, String name, boolean given, double value) {
    if (given) {
      text.append(' ').append(name).append('=').append(Lines.shortest(value));
    }
  }
}
