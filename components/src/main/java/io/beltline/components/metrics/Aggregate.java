package io.beltline.components.metrics;

import io.beltline.model.otlp.WireWriter;

/** What the values of one series add up to. By one thread at a time. */
public sealed interface Aggregate permits Total, ExplicitHistogram, ExponentialHistogram {

  /** Adds a value that stands for several equal ones. */
  void add(double value, long times);

  /** Which kind of metric holds its points. */
  PointKind kind();

  /**
   * Writes the fields of a point that tell the value; times, attributes and exemplars are others'.
   */
  void write(WireWriter point);
}
