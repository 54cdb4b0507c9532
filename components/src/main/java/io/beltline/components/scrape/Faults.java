package io.beltline.components.scrape;

import io.beltline.api.Meter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * What a scraper could not read. Everything is counted at once; the log has one line when a kind of
 * fault begins and one when it has ended, however often it occurs and whatever it occurs on. Safe
 * for all threads.
 *
 * <p>Kinds are bounded by the code that names them; beyond 200 the log has no more of them.
 */
public final class Faults {
  private static final int MOST_KINDS = 200;

  /** So many scrapes without it, and a fault has ended: some come and go. */
  private static final int QUIET = 10;

  private final Logger logger;
  private final Meter meter;
  private final String scraper;
  private final Meter.Counter errored;
  private final Map<Kind, State> known = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param scraper whose faults they are
   */
  public Faults(Logger logger, Meter meter, String scraper) {
    this.logger = logger;
    this.meter = meter;
    this.scraper = scraper;
    this.errored =
        meter.counter(
            "otelcol_scraper_errored_metric_points",
            "{datapoint}",
            "Number of metric points that were unable to be scraped.",
            Map.of("scraper", scraper));
  }

  private record Kind(String what, String reason) {
    String words() {
      return what + " (" + reason + ")";
    }
  }

  private static final class State {
    private long count;
    private long quiet;
    private boolean told;
    private String example = "";
  }

  /**
   * Notes a fault.
   *
   * @param what what could not be read, in a few words of the code's: {@code process io}
   * @param reason why, in a few words: {@code denied}
   * @param example where it was and what exactly, for the log
   * @param points how many points are lost by it
   */
  public synchronized void add(String what, String reason, String example, int points) {
    errored.add(points);
    meter
        .counter(
            "beltline_scraper_faults",
            "{fault}",
            "What could not be read, and why.",
            Map.of("scraper", scraper, "what", what, "reason", reason))
        .add(1);
    Kind kind = new Kind(what, reason);
    if (known.size() < MOST_KINDS || known.containsKey(kind)) {
      State state = known.computeIfAbsent(kind, key -> new State());
      if (state.count++ == 0) {
        state.example = example;
      }
    }
  }

  /** Logs a kind that has begun in the middle of a scrape; nothing is known of others then. */
  public synchronized void tell(String what, String reason) {
    Kind kind = new Kind(what, reason);
    State state = known.get(kind);
    if (state != null && !state.told) {
      logBegun(List.of(begun(kind, state)));
    }
  }

  /** Logs what has begun and what has ended, at the end of a scrape. */
  public synchronized void report() {
    List<String> begun = new ArrayList<>();
    List<String> ended = new ArrayList<>();
    known
        .entrySet()
        .removeIf(
            entry -> {
              State state = entry.getValue();
              state.quiet = state.count == 0 ? state.quiet + 1 : 0;
              if (state.count > 0 && !state.told) {
                begun.add(begun(entry.getKey(), state));
              }
              state.count = 0;
              if (state.quiet < QUIET) {
                return false;
              }
              ended.add(entry.getKey().words());
              return true;
            });
    if (!begun.isEmpty()) {
      logBegun(begun);
    }
    if (!ended.isEmpty()) {
      logger.atInfo().log("{} reads again: {}", scraper, String.join("; ", ended));
    }
  }

  private static String begun(Kind kind, State state) {
    state.told = true;
    return "%s: %d, the first: %s".formatted(kind.words(), state.count, state.example);
  }

  private void logBegun(List<String> begun) {
    logger
        .atWarn()
        .log(
            "{} cannot read all there is, told once until it changes: {}",
            scraper,
            String.join("; ", begun));
  }
}
