package io.beltline.receiver.statsd;

/** The types of measurement. */
enum SampleType {
  COUNTER("counter"),
  GAUGE("gauge"),
  TIMING("timing"),
  HISTOGRAM("histogram"),
  DISTRIBUTION("distribution");

  private final String word;

  SampleType(String word) {
    this.word = word;
  }

  /** The value of the attribute {@code metric_type}. */
  String word() {
    return word;
  }
}
