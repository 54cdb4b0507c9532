package io.beltline.components.metrics;

import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.NumberDataPointView;

/** The kinds of metric that are made, with the numbers of their fields on the wire. */
public enum PointKind {
  SUM(MetricView.SUM, NumberDataPointView.ATTRIBUTES, NumberDataPointView.EXEMPLARS),
  HISTOGRAM(
      MetricView.HISTOGRAM, HistogramDataPointView.ATTRIBUTES, HistogramDataPointView.EXEMPLARS),
  EXPONENTIAL_HISTOGRAM(
      MetricView.EXPONENTIAL_HISTOGRAM,
      ExponentialHistogramDataPointView.ATTRIBUTES,
      ExponentialHistogramDataPointView.EXEMPLARS);

  private final int data;
  private final int attributes;
  private final int exemplars;

  PointKind(int data, int attributes, int exemplars) {
    this.data = data;
    this.attributes = attributes;
    this.exemplars = exemplars;
  }

  /** The metric's field that holds its data. */
  public int data() {
    return data;
  }

  /** A point's field that holds attributes. */
  public int attributes() {
    return attributes;
  }

  /** A point's field that holds exemplars. */
  public int exemplars() {
    return exemplars;
  }
}
