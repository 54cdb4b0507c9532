package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The file system of the machine. */
public final class DiskFiles implements FileLayer {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  @Override
  public void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory);
  }

  @Override
  public JournalFile open(Path path) throws IOException {
    return new DiskFile(path, true);
  }

  @Override
  public JournalFile openForReading(Path path) throws IOException {
    return new DiskFile(path, false);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    if (WINDOWS) {
      return; // a directory cannot be opened there; NTFS journals the entry itself
    }
    boolean interrupted = Thread.interrupted(); // a channel closes under an interrupted thread
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public long usableSpace(Path directory) {
    return directory.toFile().getUsableSpace();
  }

  @Override
  public AutoCloseable lock(Path path) throws IOException {
    ProcessLock lock = ProcessLock.tryTake(path);
    if (lock == null) {
      throw new IOException("in use by another process or component (" + path + ")");
    }
    return lock;
  }

  /** True if somebody holds the lock of a path; makes no file. */
  static boolean isLocked(Path path) throws IOException {
    return ProcessLock.isTaken(path);
  }
}
