package io.beltline.receiver.journald;

import io.beltline.api.Clock;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Host;
import io.beltline.components.tracked.TrackedBatch;
import io.beltline.receiver.journald.Launcher.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Runs journalctl, and runs it again when it ends: the first time after two seconds, then later and
 * later up to a minute. One thread runs it; another may look at it and stop it.
 */
final class JournalReader {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final long WELL_NANOS = 5_000_000_000L;

  private final Journalctl command;
  private final Launcher launcher;
  private final Progress progress;
  private final TrackedBatch batch;
  private final Supplier<EntryFeed> feeds;
  private final JournaldMetrics metrics;
  private final int longest;
  private final Host host;
  private final Logger logger;
  private final Clock clock;
  private boolean came;
  private volatile @Nullable Running current;
  private volatile long started;
  private volatile boolean failing;
  private volatile boolean again;
  private volatile boolean stopping;

  /**
   * A reader.
   *
   * @param feeds makes what takes the lines of one journalctl
   * @param longest the longest line in bytes
   */
  JournalReader(
      Journalctl command,
      Launcher launcher,
      Progress progress,
      TrackedBatch batch,
      Supplier<EntryFeed> feeds,
      JournaldMetrics metrics,
      int longest,
      Host host,
      Logger logger) {
    this.command = command;
    this.launcher = launcher;
    this.progress = progress;
    this.batch = batch;
    this.feeds = feeds;
    this.metrics = metrics;
    this.longest = longest;
    this.host = host;
    this.logger = logger;
    this.clock = host.clock();
  }

  /** Reads until it is stopped. */
  void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!stopping) {
        came = false;
        String why = once();
        if (!stopping) {
          pause = came ? FIRST_PAUSE : pause;
          ended(why, pause);
          clock.sleep(pause);
          Duration doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
      }
    } catch (InterruptedException stop) {
      logger.debug("stops reading");
    }
  }

  /** Reads until journalctl ends, and says why it did. */
  private String once() throws InterruptedException {
    try {
      begin();
      if (command.catchesUp()) {
        End end = entries(command.present(progress.read()));
        if (end.isFailure() || stopping) {
          return end.words();
        }
      }
      return entries(command.follow(progress.read())).words();
    } catch (IOException failed) {
      return String.valueOf(failed.getMessage());
    } catch (RuntimeException bug) {
      logger.error("reading failed", bug);
      readAgain();
      return "reading failed: " + bug;
    } finally {
      current = null;
      if (again) {
        again = false;
        progress.rewind();
        batch.clear();
      }
    }
  }

  private void ended(String why, Duration pause) {
    failing = true;
    metrics.ended();
    logger.warn("{}; it is started again in {} s", why, pause.toSeconds());
    host.reportStatus(ComponentStatus.recoverable(why));
  }

  /** Finds out where to begin, if that is not known. */
  private void begin() throws IOException, InterruptedException {
    if (progress.isKnown()) {
      return;
    }
    if (!command.startsAtEnd()) {
      progress.begin(Position.START);
      return;
    }
    NewestEntry newest = new NewestEntry();
    End end = run(command.newest(), longest, newest);
    String cursor = newest.cursor();
    if (end.code() != 0 || cursor == null) {
      throw new IOException(end.words());
    }
    progress.anchor(cursor);
  }

  private End entries(List<String> words) throws IOException, InterruptedException {
    EntryFeed feed = feeds.get();
    try {
      End end = run(words, longest, feed);
      return new End(end.code(), end.complaints(), feed.saidNothing());
    } finally {
      came |= feed.came();
    }
  }

  private End run(List<String> words, int limit, BoundedLines.Taker taker)
      throws IOException, InterruptedException {
    Running running = start(words);
    Complaints complaints = new Complaints(running.errors(), logger);
    BoundedLines lines = new BoundedLines(running.output(), limit);
    while (lines.read(taker)) {
      if (!lines.hasMore()) {
        batch.ship();
      }
    }
    batch.ship();
    return new End(running.await(), complaints.words(), false);
  }

  /**
   * How journalctl has ended.
   *
   * @param nothing whether it said that there is nothing to read: what it complains of is advice
   */
  private record End(int code, String complaints, boolean nothing) {

    /** Code 1 is that of no entries if that is said, or nothing is complained of. */
    boolean isFailure() {
      return code > 1 || (code == 1 && !nothing && !complaints.isEmpty());
    }

    String words() {
      return "journalctl ended with code " + code + (complaints.isEmpty() ? "" : ": " + complaints);
    }
  }

  private Running start(List<String> words) throws IOException {
    logger.debug("starts {}", words);
    Running running = launcher.start(words);
    current = running;
    started = clock.nanoTime();
    if (stopping) {
      running.stop();
    }
    return running;
  }

  /** Says that all is well when it has run for a while. */
  void look() {
    if (failing && current != null && clock.nanoTime() - started >= WELL_NANOS) {
      failing = false;
      host.reportStatus(ComponentStatus.OK);
    }
  }

  /** Reads again what is not delivered: some of it may have been lost. */
  void readAgain() {
    again = true;
    stopCurrent();
  }

  /** Whether journalctl runs. */
  boolean isReading() {
    return current != null;
  }

  /** Ends journalctl, and does not run it again. */
  void stop() {
    stopping = true;
    stopCurrent();
  }

  private void stopCurrent() {
    Running running = current;
    if (running != null) {
      running.stop();
    }
  }
}
