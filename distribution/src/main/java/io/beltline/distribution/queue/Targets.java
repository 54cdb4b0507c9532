package io.beltline.distribution.queue;

import io.beltline.api.Clock;
import io.beltline.delivery.journal.JournalInspection;
import io.beltline.distribution.queue.Collectors.Running;
import io.beltline.service.InvalidConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Finds what a command line means. */
final class Targets {
  private final Program program;

  Targets(Program program) {
    this.program = program;
  }

  /** The running collectors that are meant. */
  List<Running> collectors(TargetOptions options) {
    return collectors().find(options);
  }

  /** The one running collector that is meant. */
  Running collector(TargetOptions options) {
    return collectors().one(options);
  }

  private Collectors collectors() {
    return new Collectors(program.build(), program.clock(), program.environment());
  }

  /** Time. */
  Clock clock() {
    return program.clock();
  }

  /** The present, Unix nanoseconds. */
  long now() {
    return program.clock().unixNanos();
  }

  /** The journals that are meant. */
  List<Path> journals(TargetOptions options) {
    List<Path> roots = new ArrayList<>(options.directories);
    if (!options.locations.isEmpty()) {
      roots.addAll(configured(options));
    }
    return Journals.in(roots);
  }

  private List<Path> configured(TargetOptions options) {
    List<Path> named;
    try {
      named = program.storage().directories(options.locations, options.assignments);
    } catch (InvalidConfigurationException invalid) {
      throw new CommandFailure(CommandFailure.NOT_DONE, String.valueOf(invalid.getMessage()));
    }
    if (named.isEmpty()) {
      throw new CommandFailure(
          CommandFailure.NOT_FOUND,
          "the configuration runs no storage extension, so nothing is on disk (expected: a"
              + " file_storage extension in service::extensions)");
    }
    return named;
  }

  /** Says that a running collector is asked, because files in use are not to be changed. */
  void tellLive(CommandSpec spec) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("a collector runs on these files: asking it");
    err.flush();
  }

  /** True if a collector runs on one of the journals. */
  boolean inUse(List<Path> journals) {
    for (Path journal : journals) {
      try (JournalInspection inspection = Journals.open(journal)) {
        if (inspection.inUse()) {
          return true;
        }
      } catch (IOException notClosed) {
        throw Journals.unreadable(journal, notClosed);
      }
    }
    return false;
  }
}
