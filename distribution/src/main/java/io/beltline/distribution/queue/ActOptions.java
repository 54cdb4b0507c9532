package io.beltline.distribution.queue;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What redrive and purge act on. */
final class ActOptions {

  @Parameters(
      paramLabel = "QUEUE|LETTER",
      description = "A letter, or a queue for all its letters.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "The letters of every queue.")
  private boolean all;

  /** What was named; something. */
  Selection selection() {
    Selection selection = Selection.of(names, all);
    if (selection.isEmpty()) {
      throw new CommandFailure(
          CommandFailure.NOT_FOUND, "nothing is named (expected: a queue, a letter or --all)");
    }
    return selection;
  }
}
