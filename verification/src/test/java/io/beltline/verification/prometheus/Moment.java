package io.beltline.verification.prometheus;

import tools.jackson.databind.node.ObjectNode;

/**
 * The times of a round's points in Unix milliseconds, and the trace its exemplars belong to.
 *
 * @param start when counting began
 * @param before the round before; the first time when there is none
 * @param time this round
 */
record Moment(long start, long before, long time) {

  /** Writes the times of a point. */
  void of(ObjectNode point, boolean delta) {
    point.put("startTimeUnixNano", nanos(delta ? before : start));
    point.put("timeUnixNano", nanos(time));
  }

  /** Writes an exemplar. */
  void exemplar(ObjectNode point, double value) {
    point
        .putArray("exemplars")
        .addObject()
        .put("timeUnixNano", nanos(time))
        .put("asDouble", value)
        .put("traceId", trace())
        .put("spanId", "00f067aa0ba902b7");
  }

  /** The trace of this round's exemplars. */
  String trace() {
    return "4bf92f3577b34da6%016x".formatted(time);
  }

  private static String nanos(long millis) {
    return millis + "000000";
  }
}
