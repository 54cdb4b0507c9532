package io.beltline.components.scrape;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One scrape of one scraper. One thread. */
public final class ScrapeRun {
  private final WireWriter request;
  private final Faults faults;
  private final @Nullable Deadline deadline;
  private final long now;
  private long points;

  ScrapeRun(WireWriter request, Faults faults, @Nullable Deadline deadline, long now) {
    this.request = request;
    this.faults = faults;
    this.deadline = deadline;
    this.now = now;
  }

  /** Where it tells what it cannot read. */
  public Faults faults() {
    return faults;
  }

  /** When the scrape began, in nanoseconds since 1970. */
  public long now() {
    return now;
  }

  /** Writes the points of a sheet as metrics of a resource, given as the content of its message. */
  public void write(MetricSheet sheet, Slice resource) {
    points += sheet.write(request, resource);
  }

  /** Whether the time is up and the rest must be left out; if so, that is noted. */
  public boolean isOver() {
    if (deadline == null || !deadline.isExpired()) {
      return false;
    }
    faults.add("scrape", "timeout", "not done within timeout, the rest is left out", 1);
    return true;
  }

  /** When something must have ended that may take some time of the scrape's. */
  public Deadline within(Clock clock, Duration most) {
    return deadline == null ? Deadline.in(clock, most) : deadline.within(most);
  }

  long points() {
    return points;
  }
}
