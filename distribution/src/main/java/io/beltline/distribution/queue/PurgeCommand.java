package io.beltline.distribution.queue;

import io.beltline.distribution.queue.Collectors.Running;
import io.beltline.distribution.queue.RunningLetters.Done;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Throws dead letters, or what waits, away. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description = {
      "Throws dead letters away for good, or with --requests what waits in queues. Without --yes it"
          + " only says what it would throw away."
    })
final class PurgeCommand implements Callable<Integer> {
  private final Targets targets;

  @Mixin private TargetOptions options = new TargetOptions();
  @Mixin private ActOptions acted = new ActOptions();

  @Option(
      names = "--requests",
      description = "What waits in the named queues, in place of their dead letters.")
  private boolean requests;

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Spec private CommandSpec spec = CommandSpec.create();

  PurgeCommand(Targets targets) {
    this.targets = targets;
  }

  @Override
  public Integer call() {
    Selection selection = acted.selection();
    if (requests && !selection.letters().isEmpty()) {
      throw new CommandFailure(
          CommandFailure.WRONG_USAGE,
          "A letter is no queue of requests (expected: EXPORTER@SIGNAL)");
    }
    if (options.onDisk()) {
      List<Path> journals = targets.journals(options);
      if (!targets.inUse(journals)) {
        return tell(stored(journals, selection));
      }
      targets.tellLive(spec);
    }
    try (Running collector = targets.collector(options)) {
      return tell(requests ? waiting(collector, selection) : letters(collector, selection));
    }
  }

  private Purged stored(List<Path> journals, Selection selection) {
    StoredActs acts = new StoredActs(journals, selection);
    return yes ? acts.purge(requests) : acts.count(requests);
  }

  private Purged letters(Running collector, Selection selection) {
    RunningLetters letters = new RunningLetters(collector, selection);
    List<Tree> meant = letters.meant();
    long items = meant.stream().mapToLong(letter -> letter.number("items")).sum();
    if (!yes) {
      return new Purged(meant.size(), items, 0);
    }
    Done done = letters.purge();
    return new Purged(done.letters(), items, 0);
  }

  private Purged waiting(Running collector, Selection selection) {
    RunningRequests waiting = new RunningRequests(collector, selection, targets.clock());
    return yes ? waiting.purge() : waiting.count();
  }

  private int tell(Purged purged) {
    if (purged.records() == 0 && purged.left() == 0) {
      throw new CommandFailure(
          CommandFailure.NOT_FOUND,
          requests ? "nothing waits there" : "there is no such dead letter");
    }
    PrintWriter out = spec.commandLine().getOut();
    String what =
        Amounts.count(purged.records(), requests ? "request" : "dead letter")
            + " with "
            + Amounts.count(purged.items(), "item");
    out.println(
        yes
            ? what + " thrown away"
            : "would throw away " + what + "; nothing is done without --yes");
    if (purged.left() > 0) {
      out.println(
          Amounts.count(purged.left(), "request")
              + " left: being sent, or not to be had for the moment");
    }
    out.flush();
    return yes && purged.left() == 0 ? 0 : CommandFailure.NOT_DONE;
  }

  /** What is thrown away, or would be; and what is left although it was meant. */
  record Purged(long records, long items, long left) {}
}
