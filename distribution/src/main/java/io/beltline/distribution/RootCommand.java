package io.beltline.distribution;

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
    return new CommandLine(new RootCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  @Override
  public Integer call() {
    return Run.run(options.arguments());
  }
}
