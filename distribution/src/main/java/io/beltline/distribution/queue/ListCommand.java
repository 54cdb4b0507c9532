package io.beltline.distribution.queue;

import io.beltline.distribution.queue.Collectors.Running;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists queues, or dead letters. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    description = "Lists the queues with what they hold, or with --dead-letters each letter.")
final class ListCommand implements Callable<Integer> {
  private final Targets targets;

  @Mixin private TargetOptions options = new TargetOptions();

  @Option(names = "--dead-letters", description = "Lists each dead letter.")
  private boolean letters;

  @Option(names = "--json", description = "Prints JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  ListCommand(Targets targets) {
    this.targets = targets;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Listing listing = json ? new JsonListing(out) : new TextListing(out, targets.now());
    if (options.onDisk()) {
      List<Path> journals = targets.journals(options);
      listing.begin();
      journals.forEach(each -> listing.journal(each, letters));
    } else {
      List<Running> collectors = targets.collectors(options);
      listing.begin();
      for (Running collector : collectors) {
        try (collector) {
          listing.collector(collector, letters);
        }
      }
    }
    listing.end();
    out.flush();
    return 0;
  }
}
