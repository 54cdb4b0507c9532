package io.beltline.exporter.prometheus;

/**
 * The types of a family. Where families of different types want one name, the earlier type here
 * keeps it.
 */
enum Kind {
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

  /** The word of a format. */
  String word(Format format) {
    return format == Format.OPEN_METRICS ? openMetrics : text;
  }
}
