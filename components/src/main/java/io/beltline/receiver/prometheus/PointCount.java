package io.beltline.receiver.prometheus;

import io.beltline.components.scrape.Faults;

/** What is written of one scrape. One thread. */
final class PointCount {
  private final int scrape;
  private final long now;
  private final Faults faults;
  private final String target;
  private long points;

  /**
   * Nothing yet.
   *
   * @param now when the scrape began, in Unix nanoseconds
   * @param target what is scraped, for the log
   */
  PointCount(int scrape, long now, Faults faults, String target) {
    this.scrape = scrape;
    this.now = now;
    this.faults = faults;
    this.target = target;
  }

  int scrape() {
    return scrape;
  }

  long now() {
    return now;
  }

  /** Whether a point can be written; if not, that is noted. */
  boolean isSound(SeriesPoint point) {
    String problem = point.problem();
    if (!problem.isEmpty()) {
      faults.add("point", problem, target, 1);
    }
    return problem.isEmpty();
  }

  void add(long more) {
    points += more;
  }

  long points() {
    return points;
  }
}
