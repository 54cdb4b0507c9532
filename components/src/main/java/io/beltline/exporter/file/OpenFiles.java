package io.beltline.exporter.file;

import io.beltline.api.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The files of the groups, of which a limited number is open. Safe for all threads.
 *
 * <p>Where files are emptied at first, it remembers which were, so that one that is opened again
 * keeps what it holds: a thousand paths, or twice as many as there are files. Where files are never
 * emptied it remembers nothing.
 */
final class OpenFiles {
  private final FileExporterConfig config;
  private final Disk disk;
  private final Clock clock;
  private final Consumer<IOException> uncleaned;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, OutputFile> open = new LinkedHashMap<>(16, 0.75f, true);
  private final EmptiedPaths emptied;
  private final Path root;

  /**
   * No file is open yet.
   *
   * @param emptied what was emptied before; used up
   */
  OpenFiles(
      FileExporterConfig config,
      Disk disk,
      Clock clock,
      EmptiedPaths emptied,
      Consumer<IOException> uncleaned) {
    this.uncleaned = uncleaned;
    this.config = config;
    this.disk = disk;
    this.clock = clock;
    this.emptied = emptied;
    this.root = new GroupPath(config.path()).root();
  }

  /**
   * Writes a record to a file, which is opened if it has to be.
   *
   * @throws BlockedPathException if it never can be
   */
  void write(Path path, byte[] encoded) throws IOException {
    lock.lock(); // also while writing, so that no other thread closes the file meanwhile
    try {
      OutputFile file = open.get(path);
      if (file == null) {
        file = tried(path);
      }
      file.write(encoded);
    } finally {
      lock.unlock();
    }
  }

  private OutputFile tried(Path path) throws IOException {
    try {
      return begin(path);
    } catch (IOException failed) {
      throw disk.isBlocked(path, root) ? new BlockedPathException(path, failed) : failed;
    }
  }

  private OutputFile begin(Path path) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      disk.createDirectories(directory);
    }
    OutputFile file = new OutputFile(path, disk, clock, config.rotation(), uncleaned);
    boolean empties = !config.append() && config.rotation() == null;
    file.open(empties && !emptied.contains(path));
    if (empties) {
      emptied.add(path);
    }
    open.put(path, file);
    Iterator<OutputFile> rested = open.values().iterator();
    while (open.size() > config.groupBy().maxOpenFiles()) {
      OutputFile oldest = rested.next();
      rested.remove();
      oldest.close();
    }
    return file;
  }

  int count() {
    lock.lock();
    try {
      return open.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many paths are remembered. */
  int remembered() {
    lock.lock();
    try {
      return emptied.size();
    } finally {
      lock.unlock();
    }
  }

  /** Closes all files and gives the reasons why some could not be closed. */
  List<IOException> close() {
    List<IOException> failures = new ArrayList<>();
    lock.lock();
    try {
      for (OutputFile file : open.values()) {
        try {
          file.close();
        } catch (IOException failed) {
          failures.add(failed);
        }
      }
      open.clear();
    } finally {
      lock.unlock();
    }
    return failures;
  }
}
