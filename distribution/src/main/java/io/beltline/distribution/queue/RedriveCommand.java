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
import picocli.CommandLine.Spec;

/** Sends dead letters again. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Puts dead letters back into their queue. A running collector sends them at once; on disk"
          + " they are moved, and sent when a collector starts on them."
    })
final class RedriveCommand implements Callable<Integer> {
  private final Targets targets;

  @Mixin private TargetOptions options = new TargetOptions();
  @Mixin private ActOptions acted = new ActOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  RedriveCommand(Targets targets) {
    this.targets = targets;
  }

  @Override
  public Integer call() {
    Selection selection = acted.selection();
    PrintWriter out = spec.commandLine().getOut();
    if (options.onDisk()) {
      List<Path> journals = targets.journals(options);
      if (!targets.inUse(journals)) {
        long moved = some(new StoredActs(journals, selection).redrive());
        out.println(
            Amounts.count(moved, "dead letter")
                + " moved to the queue; the next collector that starts on it sends "
                + (moved == 1 ? "it" : "them"));
        out.flush();
        return 0;
      }
      targets.tellLive(spec);
    }
    try (Running collector = targets.collector(options)) {
      Done done = new RunningLetters(collector, selection).redrive();
      some(done.letters() + done.left());
      out.println(Amounts.count(done.letters(), "dead letter") + " on the way again");
      if (done.left() > 0) {
        out.println(Amounts.count(done.left(), "letter") + " left: " + done.why());
      }
      out.flush();
      return done.left() > 0 ? CommandFailure.NOT_DONE : 0;
    }
  }

  private static long some(long letters) {
    if (letters == 0) {
      throw new CommandFailure(CommandFailure.NOT_FOUND, "there is no such dead letter");
    }
    return letters;
  }
}
