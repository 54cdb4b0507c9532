package io.beltline.distribution;

import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
public final class Main implements Callable<Integer> {
  private static final String DEFAULT_CONFIG = "default.yaml";

  @Mixin private ConfigOptions options = new ConfigOptions();

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
  }

  @Override
  public Integer call() {
    CollectorSettings settings = options.settings();
    if (settings.locations().isEmpty()) {
      List<String> locations = new ArrayList<>();
      locations.add("yaml:" + Version.resource(DEFAULT_CONFIG));
      settings = options.settings(locations);
      System.err.println(
          """
          No --config: listening for OTLP and telling what arrives. Point an SDK here:
            OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317   (gRPC)
            OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318   (with OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf)
          """);
    }
    return Collector.run(settings);
  }

  /** The folder the program was started in. */
  static Path folder() {
    return Path.of("");
  }
}
