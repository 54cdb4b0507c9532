package io.beltline.receiver.statsd;

import io.beltline.config.Key;

/** The types of measurement whose form can be chosen. */
public enum MappedType {
  @Key("timing")
  TIMING,
  @Key("timer")
  TIMER,
  @Key("histogram")
  HISTOGRAM,
  @Key("distribution")
  DISTRIBUTION
}
