package io.beltline.extension.filestorage;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.delivery.journal.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Keeps a store to one process, and within it to one user, waiting for it for some time. */
final class StoreLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ProcessLock lock;

  private StoreLock(ProcessLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @throws IOException if somebody else holds it until the timeout, or the file cannot be made
   */
  static StoreLock take(Path path, Duration timeout, Clock clock) throws IOException {
    Deadline deadline = Deadline.in(clock, timeout);
    ProcessLock lock = ProcessLock.tryTake(path);
    while (lock == null) {
      if (deadline.isExpired()) {
        throw new IOException("in use by another process or component (" + path + ")");
      }
      pause(path, clock);
      lock = ProcessLock.tryTake(path);
    }
    return new StoreLock(lock);
  }

  private static void pause(Path path, Clock clock) throws IOException {
    try {
      clock.sleep(PAUSE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + path, interrupted);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
