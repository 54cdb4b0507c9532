package io.beltline.receiver.statsd;

import io.beltline.config.Key;

/** What number a counter is. */
public enum CounterType {
  /** A whole one; what is behind the point of each measurement is cut. */
  @Key("int")
  INT,
  /** As it comes. */
  @Key("float")
  FLOAT,
  /** A whole one; each measurement is rounded by chance, so that the sum is right on average. */
  @Key("stochastic_int")
  STOCHASTIC_INT
}
