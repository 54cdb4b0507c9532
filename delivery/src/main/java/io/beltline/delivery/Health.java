package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ComponentStatus.Level;
import io.beltline.api.Host;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * How a destination is: reports a change once, and lets repeated log lines through once a minute.
 * Safe for all threads.
 */
final class Health {
  /** How long attempts must fail before the destination counts as failing. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long LINE_EVERY = Duration.ofMinutes(1).toNanos();

  private final Clock clock;
  private final Logger logger;
  private final Map<String, Line> lines = new HashMap<>();
  private volatile @Nullable Host host;
  private volatile boolean well = true;
  private Level level = Level.OK;
  private String lastWords = "";
  private long failingSince;

  Health(Clock clock, Logger logger) {
    this.clock = clock;
    this.logger = logger;
  }

  void start(Host reportsTo) {
    host = reportsTo;
  }

  /** An attempt delivered something. */
  void succeeded() {
    if (!well) {
      recovered();
    }
  }

  private synchronized void recovered() {
    if (well) {
      return;
    }
    well = true;
    if (level != Level.OK) {
      level = Level.OK;
      logger.info("delivers again");
      report(ComponentStatus.OK);
    }
    lines.remove("failing");
  }

  /** An attempt failed for the moment, or until a person mends something. */
  synchronized void failed(boolean hold, String words) {
    long now = clock.nanoTime();
    lastWords = words;
    if (well) {
      well = false;
      failingSince = now;
      first(hold, words, now);
    }
    Level next =
        hold
            ? Level.PERMANENT_ERROR
            : now - failingSince >= PATIENCE.toNanos() ? Level.RECOVERABLE_ERROR : Level.OK;
    if (next != level && next != Level.OK) {
      level = next;
      logger.warn("does not deliver{}: {}", hold ? " until a person mends it" : "", words);
      lines.put("failing", new Line(now));
      report(hold ? ComponentStatus.permanent(words) : ComponentStatus.recoverable(words));
    } else if (level != Level.OK) {
      line("failing", "still does not deliver", words);
    }
  }

  /** Tells the first of a row of failures, so that nobody must wait to learn of a wrong address. */
  private void first(boolean hold, String words, long now) {
    Line told = lines.get("first");
    if (!hold && (told == null || now - told.last >= LINE_EVERY)) {
      logger.info("could not deliver, tries again: {}", words);
      lines.put("first", new Line(now));
    }
  }

  /** Items were lost or kept as dead letters. */
  synchronized void lost(String what, int items, String words) {
    line(what, items + " items " + what, words);
  }

  /** Items that were refused for good are dropped because their letter cannot be kept. */
  synchronized void unkept(ComponentId destination, int items, String why) {
    line(
        "unkept",
        items + " items refused by " + destination + " are dropped, not kept as a dead letter",
        why);
  }

  /** Items that an earlier run left are dropped because reading their record threw: a bug. */
  synchronized void unrevived(String record, long items, RuntimeException bug) {
    logger.error("{} items of {} are dropped: reading it threw", items, record, bug);
  }

  /** The queue's storage does not answer; it is asked again. */
  synchronized void unreadable(String words) {
    line("unreadable", "the queue cannot be read from its storage, trying again", words);
  }

  private void line(String kind, String what, String words) {
    long now = clock.nanoTime();
    Line line = lines.get(kind);
    if (line == null || now - line.last >= LINE_EVERY) {
      long quiet = line == null ? 0 : line.quiet;
      logger.warn("{}: {}{}", what, words, quiet == 0 ? "" : " (" + quiet + " more like this)");
      lines.put(kind, new Line(now));
    } else {
      line.quiet++;
    }
  }

  /** The exporter threw: a bug, told once for each kind. Throws nothing. */
  synchronized void threw(Throwable bug) {
    if (lines.putIfAbsent(bug.getClass().getName(), new Line(clock.nanoTime())) == null) {
      try {
        logger.error("the exporter threw: its data is dropped; further ones are only counted", bug);
      } catch (RuntimeException mute) { // nobody is left to tell; the items are counted
        bug.addSuppressed(mute);
      }
    }
  }

  /** Why it does not deliver; empty if it does. */
  synchronized String words() {
    return well ? "" : lastWords;
  }

  /** Whether the last attempt that says something of the destination failed. */
  boolean isFailing() {
    return !well;
  }

  /** How it is: in error as soon as one attempt has failed and none succeeded since. */
  synchronized Level level() {
    return well ? Level.OK : level == Level.OK ? Level.RECOVERABLE_ERROR : level;
  }

  private void report(ComponentStatus status) {
    Host known = host;
    if (known != null) {
      known.reportStatus(status);
    }
  }

  private static final class Line {
    private final long last;
    private long quiet;

    Line(long last) {
      this.last = last;
    }
  }
}
