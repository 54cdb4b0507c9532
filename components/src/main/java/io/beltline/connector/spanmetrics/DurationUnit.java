package io.beltline.connector.spanmetrics;

import io.beltline.config.Key;

/** The unit of durations. */
public enum DurationUnit {
  @Key("ms")
  MILLISECONDS("ms", 1e6),
  @Key("s")
  SECONDS("s", 1e9);

  private final String word;
  private final double nanos;

  DurationUnit(String word, double nanos) {
    this.word = word;
    this.nanos = nanos;
  }

  /** Its name in a metric. */
  String word() {
    return word;
  }

  /** How many nanoseconds one has. */
  double nanos() {
    return nanos;
  }
}
