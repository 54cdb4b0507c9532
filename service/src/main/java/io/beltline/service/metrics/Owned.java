package io.beltline.service.metrics;

import java.util.Map;

/** A series that is counted here. */
sealed interface Owned permits Sum, Distribution {

  /** Who has asked for it, and when. */
  Origin origin();

  /**
   * Where a series comes from.
   *
   * @param owner the labels that the meter adds to all it gives; none for the registry itself
   * @param unixNanos since when it counts
   */
  record Origin(Map<String, String> owner, long unixNanos) {}

  /** Whether it was given by the meter with some labels. */
  static boolean by(Map<String, String> owner, Object series) {
    return series instanceof Owned owned && owned.origin().owner().equals(owner);
  }
}
