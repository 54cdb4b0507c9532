package io.beltline.extension.filestorage;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps a store to one process, and within it to one user. The lock file stays behind, empty. */
final class StoreLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws IOException if somebody else holds it until the timeout, or the file cannot be made
   */
  static StoreLock take(Path path, Duration timeout, Clock clock) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Deadline deadline = Deadline.in(clock, timeout);
    try {
      while (tryLock(channel) == null) {
        if (deadline.isExpired()) {
          throw new IOException("in use by another process or component (" + path + ")");
        }
        clock.sleep(PAUSE);
      }
      return new StoreLock(channel);
    } catch (InterruptedException interrupted) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + path, interrupted);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException held) {
      return null; // by this process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
