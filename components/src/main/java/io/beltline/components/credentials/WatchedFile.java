package io.beltline.components.credentials;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What is made of a small text file, made anew when the file changes.
 *
 * <p>Whoever asks looks at the file, at most once a second: at its time, size and identity, which
 * also change when a link is turned to another file. While the file cannot be read or understood,
 * the last good value stays and one warning is logged. Safe for all threads; has none of its own.
 *
 * @param <T> what is made of the text
 */
public final class WatchedFile<T> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final long LARGEST = 16 << 20;

  private final Path path;
  private final Function<String, T> parser;
  private final Clock clock;
  private final Logger logger;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile State<T> state;

  private WatchedFile(
      Path path, Function<String, T> parser, Clock clock, Logger logger, State<T> state) {
    this.path = path;
    this.parser = parser;
    this.clock = clock;
    this.logger = logger;
    this.state = state;
  }

  /**
   * Reads a file for the first time.
   *
   * @param key the configuration key that names the file, for messages
   * @param parser makes the value; an {@link IllegalArgumentException} says what is wrong
   * @throws ComponentException if the file cannot be read or understood
   */
  public static <T> WatchedFile<T> open(
      String key, String path, Function<String, T> parser, Clock clock, Logger logger) {
    Path file = Path.of(path);
    try {
      Stamp stamp = Stamp.of(file);
      T value = parser.apply(read(file));
      return new WatchedFile<>(
          file, parser, clock, logger, new State<>(value, stamp, clock.nanoTime(), false));
    } catch (IOException | IllegalArgumentException failed) {
      throw new ComponentException(key + ": cannot read \"" + path + "\": " + failed, failed);
    }
  }

  /** The value of the file as it is now, or was up to a second ago. */
  public T value() {
    State<T> now = state;
    if (clock.nanoTime() - now.checkedAt >= INTERVAL.toNanos() && lock.tryLock()) {
      try {
        look();
      } finally {
        lock.unlock();
      }
    }
    return state.value;
  }

  private void look() {
    State<T> old = state;
    long at = clock.nanoTime();
    try {
      Stamp stamp = Stamp.of(path);
      if (stamp.equals(old.stamp) && !old.failing) {
        state = new State<>(old.value, stamp, at, false);
        return;
      }
      T value = parser.apply(read(path));
      state = new State<>(value, stamp, at, false);
      logger.info("read {} again", path);
    } catch (IOException | IllegalArgumentException failed) {
      state = new State<>(old.value, old.stamp, at, true);
      if (!old.failing) {
        logger.warn(
            "cannot read {} again, what it held before stays in use: {}", path, failed.toString());
      }
    }
  }

  private static String read(Path path) throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    return Files.readString(path, StandardCharsets.UTF_8);
  }

  private record State<T>(T value, Stamp stamp, long checkedAt, boolean failing) {}

  private record Stamp(FileTime modified, long size, @Nullable Object identity) {
    static Stamp of(Path path) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }
}
