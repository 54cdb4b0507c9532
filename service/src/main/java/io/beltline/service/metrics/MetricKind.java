package io.beltline.service.metrics;

/** What a metric is. */
public enum MetricKind {
  /** A sum that only grows. */
  COUNTER("counter"),
  /** A value that goes up and down. */
  GAUGE("gauge"),
  /** A distribution. */
  HISTOGRAM("histogram");

  private final String label;

  MetricKind(String label) {
    this.label = label;
  }

  /** The word of the Prometheus text format. */
  public String label() {
    return label;
  }
}
