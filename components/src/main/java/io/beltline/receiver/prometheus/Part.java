package io.beltline.receiver.prometheus;

/** A bucket or a quantile of a point. One thread. */
final class Part {
  final double bound;
  double value;

  /** The last scrape that told it. */
  int seen;

  /** Whether its point has forgotten it. */
  boolean gone;

  Part(double bound) {
    this.bound = bound;
  }
}
