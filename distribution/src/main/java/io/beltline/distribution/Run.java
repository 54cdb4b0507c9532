package io.beltline.distribution;

import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import java.util.List;

/** Runs the collector. Uses nothing of the command-line library. */
final class Run {
  private static final String DEFAULT_CONFIG = "default.yaml";

  private Run() {}

  /** Runs until a signal or an error ends it; the exit code. */
  static int run(RunArguments arguments) {
    if (!arguments.locations().isEmpty()) {
      return Collector.run(settings(arguments));
    }
    System.err.println(
        """
        No --config: listening for OTLP and telling what arrives. Point an SDK here:
          OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317   (gRPC)
          OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318   (with OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf)
        What it counts: http://localhost:8888/metrics. With a configuration of your own: --config FILE
        """);
    String embedded = "yaml:" + Build.resource(DEFAULT_CONFIG);
    return Collector.run(settings(new RunArguments(List.of(embedded), arguments.assignments())));
  }

  /** What a collector with every standard component is made from. */
  static CollectorSettings settings(RunArguments arguments) {
    return CollectorSettings.of(
            Build.info(),
            StandardComponents.factories(),
            arguments.locations(),
            arguments.assignments())
        .withProviders(List.of(new HttpConfigProvider("http"), new HttpConfigProvider("https")));
  }
}
