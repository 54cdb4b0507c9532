package io.beltline.verification.flow;

import io.beltline.testkit.RealClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/** Writes numbered lines to a log file and rotates it as log rotators do. */
final class NumberedLines {
  /** Operators that make a line's number the time of its record, and drop the header. */
  static final String OPERATORS =
      "[{type: regex_parser, regex: '^(?P<number>[0-9]+) ', on_error: drop_quiet, timestamp:"
          + " {parse_from: attributes.number, layout_type: epoch, layout: ns}}]";

  private static final String HEADER =
      ("# the same in every file " + "=".repeat(38) + "\n").repeat(64);

  /** How a file is rotated. */
  enum Rotation {
    RENAME,
    COPY_TRUNCATE,
    COPY_TRUNCATE_GZIP
  }

  private final Path file;
  private final boolean header;
  private int next;
  private int rotations;

  NumberedLines(Path file, boolean header) throws IOException {
    this.file = file;
    this.header = header;
    begin();
  }

  private void begin() throws IOException {
    Files.writeString(
        file,
        header ? HEADER : "",
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  /** How many lines are written. */
  int written() {
    return next;
  }

  /** Appends lines at once. */
  void append(int lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(next++).append(" something happened in the shop\n");
    }
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  /** Appends lines at a rate, in parts of a hundredth of a second. */
  void append(int lines, int perSecond) throws IOException, InterruptedException {
    int part = Math.max(1, perSecond / 100);
    for (int written = 0; written < lines; written += part) {
      append(Math.min(part, lines - written));
      RealClock.INSTANCE.sleep(Duration.ofNanos(1_000_000_000L * part / perSecond));
    }
  }

  /** Rotates: between copy and truncation nothing is written, so that nothing may be missing. */
  void rotate(Rotation how) throws IOException {
    Path rotated = file.resolveSibling(file.getFileName() + "." + ++rotations);
    if (how == Rotation.RENAME) {
      Files.move(file, rotated);
      begin();
      return;
    }
    Files.copy(file, rotated);
    begin();
    if (how == Rotation.COPY_TRUNCATE_GZIP) {
      Path compressed = rotated.resolveSibling(rotated.getFileName() + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
        out.write(Files.readString(rotated).getBytes(StandardCharsets.UTF_8));
      }
      Files.delete(rotated);
    }
  }
}
