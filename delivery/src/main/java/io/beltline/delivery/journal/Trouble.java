package io.beltline.delivery.journal;

import io.beltline.api.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Tells that a journal takes no records, and that it does again: to the log at most once a minute,
 * to a watcher each time. Safe for all threads; not to be called under the journal's lock.
 */
final class Trouble {
  private static final long LINE_EVERY = Duration.ofMinutes(1).toNanos();

  private final Path directory;
  private final Clock clock;
  private final Logger logger;
  private Consumer<String> watcher = words -> {};
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

  /** No records are taken; why, the same for as long as it lasts. */
  synchronized void began(String why) {
    if (why.equals(words)) {
      return;
    }
    words = why;
    long now = clock.nanoTime();
    if (!logged || now - lastLine >= LINE_EVERY) {
      logger.warn("{}: {}", directory, why);
      logged = true;
      told = true;
      lastLine = now;
    }
    watcher.accept(directory + ": " + why);
  }

  /** Records are taken. */
  synchronized void ended() {
    if (words.isEmpty()) {
      return;
    }
    words = "";
    if (told) {
      logger.info("{}: takes requests again", directory);
      told = false;
    }
    watcher.accept("");
  }
}
