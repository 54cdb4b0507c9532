package io.beltline.delivery.journal;

import io.beltline.api.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Tells that a journal takes no records, and that it does again: to the log at most once a minute,
 * to a watcher each time. Safe for all threads; not to be called under the journal's lock.
 */
final class Trouble {
  private static final long LINE_EVERY = Duration.ofMinutes(1).toNanos();

  /** What keeps records out; the first that lasts is told. */
  enum Cause {
    /** They cannot be written. */
    WRITING,
    /** A limit is reached. */
    ROOM
  }

  private final Path directory;
  private final Clock clock;
  private final Logger logger;
  private Consumer<String> watcher = words -> {};
  private final Map<Cause, String> causes = new EnumMap<>(Cause.class);
  private String words = "";
  private boolean logged;
  private boolean told;
  private long lastLine;

  Trouble(Path directory, Clock clock, Logger logger) {
    this.directory = directory;
    this.clock = clock;
    this.logger = logger;
  }

  synchronized void watch(Consumer<String> by) {
    watcher = by;
    by.accept(words.isEmpty() ? "" : directory + ": " + words);
  }

  /** No records are taken for a cause; why, the same for as long as it lasts. */
  synchronized void began(Cause cause, String why) {
    causes.put(cause, why);
    show();
  }

  /** A cause is gone; another may remain. */
  synchronized void ended(Cause cause) {
    causes.remove(cause);
    show();
  }

  private void show() {
    String now = causes.isEmpty() ? "" : causes.values().iterator().next();
    if (now.equals(words)) {
      return;
    }
    words = now;
    if (now.isEmpty()) {
      end();
    } else {
      begin();
    }
  }

  private void begin() {
    long now = clock.nanoTime();
    if (!logged || now - lastLine >= LINE_EVERY) {
      logger.warn("{}: {}", directory, words);
      logged = true;
      told = true;
      lastLine = now;
    }
    watcher.accept(directory + ": " + words);
  }

  private void end() {
    if (told) {
      logger.info("{}: takes requests again", directory);
      told = false;
    }
    watcher.accept("");
  }
}
