package io.beltline.exporter.debug;

import io.beltline.model.otlp.BucketsView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExemplarView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.model.otlp.ValueAtQuantileView;

/** A metric with its data points in full. */
final class MetricText {
  private MetricText() {}

  static void write(Lines out, MetricView metric) {
    out.line("Descriptor:");
    out.line("     -> Name: ", metric.name());
    out.line("     -> Description: ", metric.description());
    out.line("     -> Unit: ", metric.unit());
    out.line("     -> DataType: ", type(metric));
    out.attributes("     ", "-> Metadata", metric.metadata());
    switch (metric.dataCase()) {
      case MetricView.GAUGE -> numbers(out, metric.gauge().dataPoints(numberWalk()));
      case MetricView.SUM -> {
        out.line("     -> IsMonotonic: ", metric.sum().isMonotonic());
        temporality(out, metric.sum().aggregationTemporality());
        numbers(out, metric.sum().dataPoints(numberWalk()));
      }
      case MetricView.HISTOGRAM -> {
        temporality(out, metric.histogram().aggregationTemporality());
        histograms(out, metric.histogram().dataPoints(new Cursor<>(new HistogramDataPointView())));
      }
      case MetricView.EXPONENTIAL_HISTOGRAM -> {
        temporality(out, metric.exponentialHistogram().aggregationTemporality());
        exponentials(
            out,
            metric
                .exponentialHistogram()
                .dataPoints(new Cursor<>(new ExponentialHistogramDataPointView())));
      }
      case MetricView.SUMMARY ->
          summaries(out, metric.summary().dataPoints(new Cursor<>(new SummaryDataPointView())));
      default -> {} // a metric without data has no points to show
    }
  }

  static String type(MetricView metric) {
    return switch (metric.dataCase()) {
      case MetricView.GAUGE -> "Gauge";
      case MetricView.SUM -> "Sum";
      case MetricView.HISTOGRAM -> "Histogram";
      case MetricView.EXPONENTIAL_HISTOGRAM -> "ExponentialHistogram";
      case MetricView.SUMMARY -> "Summary";
      default -> "Empty";
    };
  }

  private static Cursor<NumberDataPointView> numberWalk() {
    return new Cursor<>(new NumberDataPointView());
  }

  private static void temporality(Lines out, int temporality) {
    out.line("     -> AggregationTemporality: ", Words.temporality(temporality));
  }

  private static void times(Lines out, long start, long time) {
    out.line("StartTimestamp: ", Lines.time(start));
    out.line("Timestamp: ", Lines.time(time));
  }

  private static void numbers(Lines out, Cursor<NumberDataPointView> points) {
    for (int n = 0; points.next(); n++) {
      var point = points.item();
      out.line("NumberDataPoints #", n);
      out.attributes("", "Data point attributes", point.attributes());
      times(out, point.startTimeUnixNano(), point.timeUnixNano());
      if (point.hasAsInt()) {
        out.line("Value: ", point.asInt());
      } else if (point.hasAsDouble()) {
        out.line("Value: ", Lines.fixed(point.asDouble()));
      }
      exemplars(out, point.exemplars(new Cursor<>(new ExemplarView())));
    }
  }

  private static void histograms(Lines out, Cursor<HistogramDataPointView> points) {
    for (int n = 0; points.next(); n++) {
      var point = points.item();
      out.line("HistogramDataPoints #", n);
      out.attributes("", "Data point attributes", point.attributes());
      times(out, point.startTimeUnixNano(), point.timeUnixNano());
      out.line("Count: ", Long.toUnsignedString(point.count()));
      optional(out, "Sum", point.hasSum(), point.sum());
      optional(out, "Min", point.hasMin(), point.min());
      optional(out, "Max", point.hasMax(), point.max());
      NumberCursor bounds = point.explicitBounds();
      for (int i = 0; bounds.next(); i++) {
        out.line("ExplicitBounds #", i, ": ", Lines.fixed(bounds.asDouble()));
      }
      NumberCursor counts = point.bucketCounts();
      for (int i = 0; counts.next(); i++) {
        out.line("Buckets #", i, ", Count: ", Long.toUnsignedString(counts.asLong()));
      }
      exemplars(out, point.exemplars(new Cursor<>(new ExemplarView())));
    }
  }

  private static void exponentials(Lines out, Cursor<ExponentialHistogramDataPointView> points) {
    for (int n = 0; points.next(); n++) {
      var point = points.item();
      out.line("ExponentialHistogramDataPoints #", n);
      out.attributes("", "Data point attributes", point.attributes());
      times(out, point.startTimeUnixNano(), point.timeUnixNano());
      out.line("Count: ", Long.toUnsignedString(point.count()));
      optional(out, "Sum", point.hasSum(), point.sum());
      optional(out, "Min", point.hasMin(), point.min());
      optional(out, "Max", point.hasMax(), point.max());
      double factor = Math.scalb(Math.log(2), -point.scale());
      BucketsView negative = point.negative();
      long[] counts = counts(negative);
      for (int i = counts.length - 1; i >= 0; i--) {
        double index = (double) negative.offset() + i;
        String upper = Lines.fixed(-Math.exp((index + 1) * factor));
        String lower = Lines.fixed(-Math.exp(index * factor));
        out.line("Bucket [", upper, ", ", lower, "), Count: ", Long.toUnsignedString(counts[i]));
      }
      if (point.zeroCount() != 0) {
        out.line("Bucket [0, 0], Count: ", Long.toUnsignedString(point.zeroCount()));
      }
      BucketsView positive = point.positive();
      counts = counts(positive);
      for (int i = 0; i < counts.length; i++) {
        double index = (double) positive.offset() + i;
        String lower = Lines.fixed(Math.exp(index * factor));
        String upper = Lines.fixed(Math.exp((index + 1) * factor));
        out.line("Bucket (", lower, ", ", upper, "], Count: ", Long.toUnsignedString(counts[i]));
      }
      exemplars(out, point.exemplars(new Cursor<>(new ExemplarView())));
    }
  }

  static long[] counts(BucketsView buckets) {
    NumberCursor walk = buckets.bucketCounts();
    long[] counts = new long[walk.remaining()];
    for (int i = 0; walk.next(); i++) {
      counts[i] = walk.asLong();
    }
    return counts;
  }

  private static void summaries(Lines out, Cursor<SummaryDataPointView> points) {
    for (int n = 0; points.next(); n++) {
      var point = points.item();
      out.line("SummaryDataPoints #", n);
      out.attributes("", "Data point attributes", point.attributes());
      times(out, point.startTimeUnixNano(), point.timeUnixNano());
      out.line("Count: ", Long.toUnsignedString(point.count()));
      out.line("Sum: ", Lines.fixed(point.sum()));
      var quantiles = point.quantileValues(new Cursor<>(new ValueAtQuantileView()));
      for (int i = 0; quantiles.next(); i++) {
        var q = quantiles.item();
        String quantile = Lines.fixed(q.quantile());
        out.line("QuantileValue #", i, ": Quantile ", quantile, ", Value ", Lines.fixed(q.value()));
      }
    }
  }

  private static void optional(Lines out, String name, boolean given, double value) {
    if (given) {
      out.line(name, ": ", Lines.fixed(value));
    }
  }

  private static void exemplars(Lines out, Cursor<ExemplarView> exemplars) {
    for (int n = 0; exemplars.next(); n++) {
      var exemplar = exemplars.item();
      if (n == 0) {
        out.line("Exemplars:");
      }
      out.line("Exemplar #", n);
      out.line("     -> Trace ID: ", exemplar.traceId().hex());
      out.line("     -> Span ID: ", exemplar.spanId().hex());
      out.line("     -> Timestamp: ", Lines.time(exemplar.timeUnixNano()));
      if (exemplar.hasAsInt()) {
        out.line("     -> Value: ", exemplar.asInt());
      } else if (exemplar.hasAsDouble()) {
        out.line("     -> Value: ", Lines.fixed(exemplar.asDouble()));
      }
      out.attributes("     ", "-> FilteredAttributes", exemplar.filteredAttributes());
    }
  }
}
