package io.beltline.distribution;

import io.beltline.distribution.explain.ExplainCommand;
import io.beltline.distribution.migrate.MigrateCommand;
import io.beltline.distribution.queue.Program;
import io.beltline.distribution.queue.QueueCommand;
import io.beltline.distribution.test.TestCommand;
import io.beltline.service.CollectorSettings;
import io.beltline.service.SystemClock;
import io.beltline.service.Validation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line. Without a subcommand it runs the collector. */
@Command(
    name = "beltline",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "A telemetry collector: takes OpenTelemetry traces, metrics and logs in, processes them, and"
          + " delivers them.",
      "Without --config it listens for OTLP on 4317 (gRPC) and 4318 (HTTP) and tells what arrives."
    },
    subcommands = {
      ValidateCommand.class,
      ComponentsCommand.class,
      PrintConfigCommand.class,
      SchemaCommand.class
    })
final class RootCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options = new ConfigOptions();

  static int execute(String... args) {
    CommandLine root =
        MigrateCommand.addTo(QueueCommand.addTo(new CommandLine(new RootCommand()), program()));
    ExplainCommand.addTo(
        TestCommand.addTo(root, RootCommand::tested),
        (locations, assignments) -> Run.settings(new RunArguments(locations, assignments)));
    return root.setCaseInsensitiveEnumValuesAllowed(true).execute(args);
  }

  private static CollectorSettings tested(List<String> locations, Map<String, String> environment) {
    return Run.settings(new RunArguments(locations, List.of())).withEnvironment(environment);
  }

  private static Program program() {
    return new Program(
        Build.info(),
        new SystemClock(),
        System.getenv(),
        (locations, assignments) ->
            Validation.storages(Run.settings(new RunArguments(locations, assignments))));
  }

  @Override
  public Integer call() {
    return Run.run(options.arguments());
  }
}
