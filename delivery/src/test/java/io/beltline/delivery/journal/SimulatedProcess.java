package io.beltline.delivery.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A disk as one process sees it: nothing it still does once it was killed has an effect. */
final class SimulatedProcess implements FileLayer {
  private final SimulatedDisk disk;
  private final int born;

  SimulatedProcess(SimulatedDisk disk, int born) {
    this.disk = disk;
    this.born = born;
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T alive(Work<T> work) throws IOException {
    synchronized (disk) {
      if (disk.generation() != born) {
        throw new IOException("killed");
      }
      return work.run();
    }
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    alive(
        () -> {
          disk.createDirectories(directory);
          return true;
        });
  }

  @Override
  public JournalFile open(Path path) throws IOException {
    return alive(() -> disk.open(path));
  }

  @Override
  public JournalFile openForReading(Path path) throws IOException {
    return alive(() -> disk.openForReading(path));
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return alive(() -> disk.list(directory));
  }

  @Override
  public void delete(Path path) throws IOException {
    alive(
        () -> {
          disk.delete(path);
          return true;
        });
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    alive(
        () -> {
          disk.replace(from, to);
          return true;
        });
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    alive(
        () -> {
          disk.syncDirectory(directory);
          return true;
        });
  }

  @Override
  public long usableSpace(Path directory) throws IOException {
    return alive(() -> disk.usableSpace(directory));
  }

  @Override
  public AutoCloseable lock(Path path) throws IOException {
    return alive(() -> disk.lock(path));
  }
}
