package io.beltline.processor.metricstransform;

import org.jspecify.annotations.Nullable;

/** What the transforms did to one request. One thread. */
final class Tally {
  private final long[] matched;
  private final long[] failed;
  private final long[] filtered;
  private final long[] created;
  private final @Nullable String[] failures;

  Tally(int transforms) {
    this.matched = new long[transforms];
    this.failed = new long[transforms];
    this.filtered = new long[transforms];
    this.created = new long[transforms];
    this.failures = new @Nullable String[transforms];
  }

  /** Metrics a transform is for. */
  void matched(int transform, long metrics) {
    matched[transform] += metrics;
  }

  /** A transform could do nothing to a metric, or to metrics together. */
  void failed(int transform, String why) {
    failed[transform]++;
    if (failures[transform] == null) {
      failures[transform] = why;
    }
  }

  /** Data points that went, or became one with others. */
  void filtered(int transform, long points) {
    filtered[transform] += points;
  }

  /** Data points that were made. */
  void created(int transform, long points) {
    created[transform] += points;
  }

  long matched(int transform) {
    return matched[transform];
  }

  long failed(int transform) {
    return failed[transform];
  }

  long filtered(int transform) {
    return filtered[transform];
  }

  long created(int transform) {
    return created[transform];
  }

  /** Why a transform failed first, or null. */
  @Nullable String failure(int transform) {
    return failures[transform];
  }
}
