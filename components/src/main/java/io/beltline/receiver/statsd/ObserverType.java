package io.beltline.receiver.statsd;

import io.beltline.config.Key;

/** What timers, histograms and distributions become. */
public enum ObserverType {
  /** A gauge with a point for each value. */
  @Key("gauge")
  GAUGE,
  /** A summary with quantiles of an interval. */
  @Key("summary")
  SUMMARY,
  /** A histogram of an interval. */
  @Key("histogram")
  HISTOGRAM
}
