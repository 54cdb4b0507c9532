package io.beltline.components.prometheus;

/**
 * The types of a family. Where families of different types want one name, the earlier type here
 * keeps it.
 */
public enum Kind {
  HISTOGRAM("histogram", "histogram"),
  SUMMARY("summary", "summary"),
  COUNTER("counter", "counter"),
  GAUGE("gauge", "gauge"),
  UNKNOWN("untyped", "unknown"),
  INFO("gauge", "info");

  private final String text;
  private final String openMetrics;

  Kind(String text, String openMetrics) {
    this.text = text;
    this.openMetrics = openMetrics;
  }

  /** The word of the text format. */
  public String text() {
    return text;
  }

  /** The word of OpenMetrics. */
  public String openMetrics() {
    return openMetrics;
  }
}
