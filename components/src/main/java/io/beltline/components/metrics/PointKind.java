package io.beltline.components.metrics;

import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;

/** The kinds of metric that are made, with the numbers of their fields on the wire. */
public enum PointKind {
  GAUGE(MetricView.GAUGE, NumberDataPointView.ATTRIBUTES, NumberDataPointView.EXEMPLARS),
  SUM(MetricView.SUM, NumberDataPointView.ATTRIBUTES, NumberDataPointView.EXEMPLARS),
  HISTOGRAM(
      MetricView.HISTOGRAM, HistogramDataPointView.ATTRIBUTES, HistogramDataPointView.EXEMPLARS),
  EXPONENTIAL_HISTOGRAM(
      MetricView.EXPONENTIAL_HISTOGRAM,
      ExponentialHistogramDataPointView.ATTRIBUTES,
      ExponentialHistogramDataPointView.EXEMPLARS),
  SUMMARY(MetricView.SUMMARY, SummaryDataPointView.ATTRIBUTES, 0);

  private final int data;
  private final int attributes;
  private final int exemplars;

  PointKind(int data, int attributes, int exemplars) {
    this.data = data;
    this.attributes = attributes;
    this.exemplars = exemplars;
  }

  /** Whether metrics of the kind have a temporality. */
  public boolean hasTemporality() {
    return this != GAUGE && this != SUMMARY;
  }

  /** The metric's field that holds its data. */
  public int data() {
    return data;
  }

  /** A point's field that holds attributes. */
  public int attributes() {
    return attributes;
  }

  /** A point's field that holds exemplars; 0 if it has none. */
  public int exemplars() {
    return exemplars;
  }
}
