package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a file to one process, and within it to one user; ends with the process. The file stays
 * behind, empty.
 *
 * <p>A process loses its lock of a file when it closes any descriptor of it (POSIX, <a
 * href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>). So what
 * this process has is known by name, and never opened a second time.
 */
public final class ProcessLock implements AutoCloseable {
  private static final ReentrantLock ONE = new ReentrantLock();
  private static final Set<Path> HELD = new HashSet<>(); // guarded by ONE

  private final Path path;
  private final FileChannel channel;

  private ProcessLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes a lock, whose file is made if there is none.
   *
   * @return null if somebody else has it, in this process or another
   * @throws IOException if the file cannot be made or locked
   */
  public static @Nullable ProcessLock tryTake(Path path) throws IOException {
    ONE.lock();
    try {
      Path real = made(path);
      if (HELD.contains(real)) {
        return null;
      }
      FileChannel channel = FileChannel.open(real, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        taken = lock(channel, false) != null;
      } finally {
        if (!taken) {
          channel.close();
        }
      }
      if (!taken) {
        return null;
      }
      HELD.add(real);
      return new ProcessLock(real, channel);
    } finally {
      ONE.unlock();
    }
  }

  private static Path made(Path path) throws IOException {
    if (!Files.exists(path)) {
      try {
        Files.createFile(path);
      } catch (FileAlreadyExistsException by) {
        return path.toRealPath(); // another process
      }
    }
    return path.toRealPath();
  }

  /** True if somebody has the lock, in this process or another; makes no file. */
  static boolean isTaken(Path path) throws IOException {
    ONE.lock();
    try {
      if (!Files.exists(path)) {
        return false;
      }
      Path real = path.toRealPath();
      if (HELD.contains(real)) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ);
          FileLock lock = lock(channel, true)) {
        return lock == null;
      }
    } finally {
      ONE.unlock();
    }
  }

  private static @Nullable FileLock lock(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException held) {
      return null; // by other code of this process
    }
  }

  /** Gives the lock back; twice is harmless. */
  @Override
  public void close() throws IOException {
    ONE.lock();
    try {
      if (channel.isOpen()) {
        channel.close();
        HELD.remove(path);
      }
    } finally {
      ONE.unlock();
    }
  }
}
