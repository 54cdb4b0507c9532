package io.beltline.receiver.prometheus;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.PointProblem;
import io.beltline.components.scrape.Faults;

/** What is written of one scrape. One thread. */
final class PointCount {
  private final int scrape;
  private final long now;
  private final Faults faults;
  private final String target;
  private final Room room;
  private long points;

  /**
   * Nothing yet.
   *
   * @param now when the scrape began, in Unix nanoseconds
   * @param target what is scraped, for the log
   * @param room asked for what is written
   */
  PointCount(int scrape, long now, Faults faults, String target, Room room) {
    this.scrape = scrape;
    this.now = now;
    this.faults = faults;
    this.target = target;
    this.room = room;
  }

  int scrape() {
    return scrape;
  }

  long now() {
    return now;
  }

  /** Whether a point can be written; if not, that is noted. */
  boolean isSound(SeriesPoint point) {
    PointProblem problem = point.problem();
    if (!problem.isEmpty()) {
      String more = problem.text().equals(problem.kind()) ? "" : ": " + problem.text();
      faults.add("point", problem.kind(), target + more, 1);
    }
    return problem.isEmpty();
  }

  /** Asks for the room of bytes in the request, twice: it grows by doubling. */
  void take(long bytes) {
    room.take(2 * bytes);
  }

  void add(long more) {
    points += more;
  }

  long points() {
    return points;
  }
}
