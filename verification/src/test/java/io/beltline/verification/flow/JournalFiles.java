package io.beltline.verification.flow;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The files of the queues in a storage directory, to be damaged. */
final class JournalFiles {
  private static final int HEADER = 44;

  private final Path storage;

  JournalFiles(Path storage) {
    this.storage = storage;
  }

  /** The segments of the queues, the oldest first. */
  List<Path> segments() throws IOException {
    return files(".segment").stream()
        .filter(
            path -> !path.toString().contains("letters") && !path.toString().contains("quarantine"))
        .toList();
  }

  /** What says which records were delivered. */
  List<Path> cursors() throws IOException {
    return files(".acks");
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(storage)) {
      return all.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** Turns one bit behind the header of a segment. */
  static void flip(Path segment, RandomGenerator random) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      long at = random.nextLong(HEADER, file.length());
      file.seek(at);
      int read = file.read();
      file.seek(at);
      file.write(read ^ 1 << random.nextInt(8));
    }
  }

  /** Cuts bytes from the end. */
  static void cut(Path segment, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.setLength(Math.max(0, file.length() - bytes));
    }
  }

  /** Copies a directory with all that is in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }
}
