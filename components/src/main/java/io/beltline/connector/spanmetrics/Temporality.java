package io.beltline.connector.spanmetrics;

import io.beltline.components.metrics.MetricHead;
import io.beltline.config.Key;

/** What points tell. */
public enum Temporality {
  @Key("AGGREGATION_TEMPORALITY_CUMULATIVE")
  CUMULATIVE(MetricHead.CUMULATIVE),
  @Key("AGGREGATION_TEMPORALITY_DELTA")
  DELTA(MetricHead.DELTA);

  private final int number;

  Temporality(int number) {
    this.number = number;
  }

  /** Its number on the wire. */
  int number() {
    return number;
  }
}
