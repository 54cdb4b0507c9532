package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of /proc and /sys. What cannot be read is noted as a fault, never thrown: files are
 * missing in containers, and lines differ from kernel to kernel. Stateless.
 */
final class HostFiles {
  /** The longest line that is read; of a longer one nothing is. */
  private static final int LONGEST = 1 << 20;

  private static final int LONGEST_TOLD = 120;

  private HostFiles() {}

  /** What becomes of a line. */
  @FunctionalInterface
  interface LineReader {
    void read(String line) throws MalformedLineException;
  }

  /**
   * Reads a file line by line.
   *
   * @param what the file's name in the log and in the collector's own metrics
   * @param points how many points are lost with a line that cannot be read
   * @return whether the file could be read
   */
  static boolean lines(Path file, String what, int points, Faults faults, LineReader reader) {
    try {
      linesOf(file, what, points, faults, reader);
      return true;
    } catch (IOException e) {
      faults.add(what, reason(e), file + ": " + e.getMessage(), points);
      return false;
    }
  }

  /** The same for a file that need not be there: whether it is. */
  static boolean linesIfThere(
      Path file, String what, int points, Faults faults, LineReader reader) {
    return Files.exists(file) && lines(file, what, points, faults, reader);
  }

  /**
   * The same, telling the caller that the file cannot be read.
   *
   * @throws IOException if so
   */
  static void linesOf(Path file, String what, int points, Faults faults, LineReader reader)
      throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] line = new byte[256];
      int size = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          line(file, what, points, faults, reader, line, size);
          size = 0;
        } else if (size <= LONGEST) {
          if (size == line.length) {
            line = Arrays.copyOf(line, size * 2);
          }
          line[size++] = (byte) b;
        }
      }
      if (size > 0) {
        line(file, what, points, faults, reader, line, size);
      }
    }
  }

  private static void line(
      Path file,
      String what,
      int points,
      Faults faults,
      LineReader reader,
      byte[] bytes,
      int size) {
    String line = new String(bytes, 0, Math.min(size, LONGEST), StandardCharsets.UTF_8);
    try {
      if (size > LONGEST) {
        throw new MalformedLineException("more than a mebibyte (expected: a line)");
      }
      reader.read(line);
    } catch (MalformedLineException e) {
      malformed(file, what, points, faults, line, e);
    }
  }

  /** Notes a line that cannot be read. */
  static void malformed(
      Path file, String what, int points, Faults faults, String line, MalformedLineException e) {
    String text = line.strip().replaceAll("\\p{Cntrl}", " ");
    String shown = text.length() > LONGEST_TOLD ? text.substring(0, LONGEST_TOLD) + "..." : text;
    faults.add(
        what, "malformed", "%s: %s in \"%s\"".formatted(file, e.getMessage(), shown), points);
  }

  /** All of a short file as text, null if it cannot be read: without a fault. */
  static @Nullable String text(Path file) {
    try {
      return textOf(file);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * All of a short file as text, of a longer one the first mebibyte.
   *
   * @throws IOException if it cannot be read
   */
  static String textOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    }
  }

  /** The word for why a file cannot be read. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "missing";
      case AccessDeniedException denied -> "denied";
      default -> String.valueOf(e.getMessage()).contains("not permitted") ? "denied" : "unreadable";
    };
  }
}
