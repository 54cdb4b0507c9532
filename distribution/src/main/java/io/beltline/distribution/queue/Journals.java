package io.beltline.distribution.queue;

import io.beltline.delivery.journal.JournalInspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the journals in storage directories. */
final class Journals {
  private static final int DEPTH = 3;

  private Journals() {}

  /** All that there are, at least one. */
  static List<Path> in(List<Path> roots) {
    List<Path> found = new ArrayList<>();
    for (Path root : roots) {
      if (!Files.isDirectory(root)) {
        throw new CommandFailure(CommandFailure.NOT_FOUND, root + " is no directory");
      }
      try (Stream<Path> below = Files.walk(root, DEPTH)) {
        for (Path each : below.filter(Files::isDirectory).sorted().toList()) {
          if (JournalInspection.isJournal(each)) {
            found.add(each);
          }
        }
      } catch (IOException | java.io.UncheckedIOException unreadable) {
        throw unreadable(root, unreadable);
      }
    }
    if (found.isEmpty()) {
      throw new CommandFailure(
          CommandFailure.NOT_FOUND,
          "no queue was ever kept in "
              + String.join(", ", roots.stream().map(Path::toString).toList()));
    }
    return found;
  }

  /** Opens one to look into it. */
  static JournalInspection open(Path directory) {
    try {
      return JournalInspection.open(directory);
    } catch (IOException unreadable) {
      throw unreadable(directory, unreadable);
    }
  }

  static CommandFailure unreadable(Path place, Exception why) {
    return new CommandFailure(CommandFailure.NOT_DONE, "cannot read " + place + ": " + why);
  }
}
