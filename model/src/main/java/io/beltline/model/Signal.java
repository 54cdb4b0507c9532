package io.beltline.model;

/** A kind of telemetry, in the order the OpenTelemetry protocol introduced them. */
public enum Signal {
  TRACES("traces", "spans"),
  METRICS("metrics", "metric_points"),
  LOGS("logs", "log_records"),
  PROFILES("profiles", "profile_samples");

  private final String label;
  private final String items;

  Signal(String label, String items) {
    this.label = label;
    this.items = items;
  }

  /**
   * The name users write in a pipeline id: {@code traces}, {@code metrics}, {@code logs}, {@code
   * profiles}.
   */
  public String label() {
    return label;
  }

  /**
   * The name of one item in the collector's own metric names: {@code spans}, {@code metric_points},
   * ...
   */
  public String items() {
    return items;
  }
}
