package io.beltline.components.exposition;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The types of a family, as OpenMetrics names them. */
public enum MetricType {
  UNKNOWN("unknown"),
  COUNTER("counter"),
  GAUGE("gauge"),
  HISTOGRAM("histogram"),
  GAUGE_HISTOGRAM("gaugehistogram"),
  SUMMARY("summary"),
  INFO("info"),
  STATE_SET("stateset");

  private final String word;

  MetricType(String word) {
    this.word = word;
  }

  /** Its word. */
  public String word() {
    return word;
  }

  /** The type a text names; null if it names none. */
  static @Nullable MetricType of(byte[] in, int from, int to) {
    String word = new String(in, from, to - from, StandardCharsets.ISO_8859_1);
    for (MetricType type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    return word.equals("untyped") ? UNKNOWN : null;
  }
}
