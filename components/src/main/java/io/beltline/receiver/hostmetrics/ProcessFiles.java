package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one process below /proc. A process that has ended while it is read is no fault: it
 * is left out.
 *
 * @param pid its number
 * @param directory where its files are
 */
record ProcessFiles(long pid, Path directory) {
  private static final int MOST_DIGITS = 10;

  /** All processes there are. */
  static List<ProcessFiles> each(Path proc, Faults faults) {
    try {
      return numbered(proc);
    } catch (IOException e) {
      faults.add("processes", HostFiles.reason(e), proc + ": " + e.getMessage(), 1);
    } catch (DirectoryIteratorException e) {
      faults.add("processes", "unreadable", proc + ": " + e.getMessage(), 1);
    }
    return List.of();
  }

  private static List<ProcessFiles> numbered(Path directory) throws IOException {
    List<ProcessFiles> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[0-9]*")) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.length() <= MOST_DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
          found.add(new ProcessFiles(Long.parseLong(name), entry));
        }
      }
    }
    return found;
  }

  /** Its stat, null if it has ended or cannot be read. */
  @Nullable ProcessStat stat(@Nullable Faults faults) {
    String text = text("stat", "process name", 1, faults);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return ProcessStat.parse(text);
    } catch (MalformedLineException e) {
      if (faults != null) {
        HostFiles.malformed(directory.resolve("stat"), "process stat", 1, faults, text, e);
      }
      return null;
    }
  }

  /** A file as text, null if the process has ended or it cannot be read. */
  @Nullable String text(String file, String what, int points, @Nullable Faults faults) {
    try {
      return HostFiles.textOf(directory.resolve(file));
    } catch (IOException e) {
      note(what, e, points, faults);
      return null;
    }
  }

  /** The path of its executable; empty for those of the kernel's own, and if it cannot be read. */
  String executable(@Nullable Faults faults) {
    try {
      return Files.readSymbolicLink(directory.resolve("exe")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      note("process exe", e, 0, faults);
      return "";
    }
  }

  /** How many files it has open, -1 if that cannot be read. */
  long openFiles(@Nullable Faults faults) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve("fd"))) {
      long count = 0;
      for (Path ignored : entries) {
        count++;
      }
      return count;
    } catch (IOException | DirectoryIteratorException e) {
      note("process fd", e, 1, faults);
      return -1;
    }
  }

  /** The entries of a file of {@code key: value} lines, empty if it cannot be read. */
  Map<String, String> entries(String file, String what, int points, @Nullable Faults faults) {
    String text = text(file, what, points, faults);
    if (text == null) {
      return Map.of();
    }
    Map<String, String> entries = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        entries.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return entries;
  }

  private void note(String what, Exception e, int points, @Nullable Faults faults) {
    boolean ended =
        e instanceof NoSuchFileException
            || String.valueOf(e.getMessage()).contains("No such process");
    if (faults != null && !ended) {
      String reason = e instanceof IOException io ? HostFiles.reason(io) : "unreadable";
      faults.add(what, reason, "process " + pid + ": " + e.getMessage(), points);
    }
  }
}
