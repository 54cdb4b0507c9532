package io.beltline.exporter.elasticsearch;

import io.beltline.exporter.elasticsearch.PointGroup.PointSource;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;

/** Reads the attributes of points that were seen before. Used again and again by one thread. */
final class PointAttributes {
  private final NumberDataPointView number = new NumberDataPointView();
  private final HistogramDataPointView histogram = new HistogramDataPointView();
  private final ExponentialHistogramDataPointView exponential =
      new ExponentialHistogramDataPointView();
  private final SummaryDataPointView summary = new SummaryDataPointView();

  /** The attributes; valid until the next call. */
  AttributesView of(PointSource source) {
    return switch (source.data()) {
      case MetricView.HISTOGRAM -> {
        histogram.wrap(source.point());
        yield histogram.attributes();
      }
      case MetricView.EXPONENTIAL_HISTOGRAM -> {
        exponential.wrap(source.point());
        yield exponential.attributes();
      }
      case MetricView.SUMMARY -> {
        summary.wrap(source.point());
        yield summary.attributes();
      }
      default -> {
        number.wrap(source.point());
        yield number.attributes();
      }
    };
  }
}
