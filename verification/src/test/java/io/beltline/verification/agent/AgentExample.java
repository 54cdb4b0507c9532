package io.beltline.verification.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A configuration of {@code examples/agent}, with the addresses of a test in the place of its own.
 *
 * @param text the configuration
 */
record AgentExample(String text) {
  static AgentExample read(String name) throws IOException {
    Path file = Project.root().resolve("examples").resolve("agent").resolve(name);
    return new AgentExample(Files.readString(file));
  }

  /** The same with another text in the place of one that must be there. */
  AgentExample with(String before, String after) {
    assertThat(text).contains(before);
    return new AgentExample(text.replace(before, after));
  }

  /** The same where the agent listens on free ports and looks at a test's files. */
  AgentExample at(AgentPorts ports, Path logs) {
    return with("localhost:4317", "127.0.0.1:" + ports.grpc())
        .with("localhost:4318", "127.0.0.1:" + ports.http())
        .with("localhost:6831", "127.0.0.1:" + ports.jaeger())
        .with("/var/log/shop", logs.toString())
        .with("collection_interval: 10s", "collection_interval: 1s")
        .with("\nservice:\n", "\nservice:\n" + own(ports));
  }

  private static String own(AgentPorts ports) {
    return """
      telemetry:
        metrics:
          readers:
            - pull: {exporter: {prometheus: {host: 127.0.0.1, port: %d}}}
    """
        .formatted(ports.own());
  }

  /** All lines but those of exporters. */
  String withoutExporters() {
    String rest = text.replaceAll("(?ms)^exporters:\n.*?(?=^\\S)", "");
    return rest.lines()
        .filter(line -> !line.startsWith("#"))
        .filter(line -> !line.strip().startsWith("exporters: ["))
        .collect(Collectors.joining("\n"));
  }
}
