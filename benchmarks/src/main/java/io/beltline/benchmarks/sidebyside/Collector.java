package io.beltline.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A collector that can be started.
 *
 * @param kind which one
 * @param program its executable
 */
record Collector(Kind kind, Path program) {

  /** The collectors that are known here. */
  enum Kind {
    OTELCOL,
    BELTLINE,
    ROTEL;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The command that runs it with a configuration, or with the flags that mean the same. */
  List<String> command(Path config, Ports ports) {
    return switch (kind) {
      case OTELCOL, BELTLINE -> List.of(program.toString(), "--config", config.toString());
      case ROTEL ->
          List.of(
              program.toString(),
              "start",
              "--otlp-grpc-endpoint",
              "127.0.0.1:" + ports.grpc(),
              "--otlp-http-endpoint",
              "127.0.0.1:" + ports.http(),
              "--exporter",
              "otlp",
              "--otlp-exporter-endpoint",
              "http://127.0.0.1:" + ports.sink(),
              "--otlp-exporter-protocol",
              "grpc",
              "--otlp-exporter-compression",
              "gzip");
    };
  }

  /** What it says its version is. */
  String version() throws IOException {
    return switch (kind) {
      case OTELCOL, ROTEL -> said(program.toString(), "--version");
      case BELTLINE ->
          "beltline "
              + said("git", "-C", program.resolveSibling(".").toString(), "describe", "--always");
    };
  }

  private static String said(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  boolean installed() {
    return Files.isExecutable(program);
  }
}
