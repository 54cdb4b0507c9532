package io.beltline.verification.config;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import io.beltline.distribution.StandardComponents;
import io.beltline.service.plan.Factories;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlanReader;
import io.beltline.service.plan.PlannedComponent;
import io.beltline.service.plan.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file, taken the whole way from its bytes to what components are given.
 *
 * @param plan what would run, null if there are errors
 * @param problems errors and warnings, as lines
 */
record Written(@Nullable Plan plan, List<String> problems) {
  private static final String REST =
      """
      receivers:
        otlp:
          protocols:
            grpc:
      exporters:
        debug:
      service:
        extensions: [oddity]
        pipelines:
          traces:
            receivers: [otlp]
            exporters: [debug]
      """;

  /** A whole file. */
  static Written file(Path folder, String text, Map<String, String> environment) {
    Path file = folder.resolve("c.yaml");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LoadedConfig loaded =
        new ConfigLoader(environment, folder, List.of()).load(List.of("c.yaml"), List.of());
    List<Factory<?>> factories = new ArrayList<>(StandardComponents.factories());
    factories.add(new Oddity());
    Reading reading = PlanReader.read(loaded.tree(), new Factories(factories));
    List<Problem> problems = new ArrayList<>(loaded.problems());
    problems.addAll(reading.problems());
    return new Written(reading.plan(), problems.stream().map(Problem::toString).toList());
  }

  /**
   * A file with what is written under {@code oddity}.
   *
   * @param keys indented by nothing
   */
  static Written keys(Path folder, String keys, Map<String, String> environment) {
    return file(folder, "extensions:\n  oddity:\n" + keys.indent(4) + REST, environment);
  }

  /** A file with one value, written behind the key. */
  static Written value(Path folder, String key, String value, Map<String, String> environment) {
    return file(
        folder, "extensions:\n  oddity:\n    " + key + ": " + value + "\n" + REST, environment);
  }

  /** What the extension is given. */
  Oddity.Config config() {
    return (Oddity.Config) component(ComponentKind.EXTENSION, "oddity");
  }

  /** What a component is given. */
  Record component(ComponentKind kind, String id) {
    PlannedComponent planned = plan == null ? null : plan.component(kind, ComponentId.parse(id));
    if (planned == null) {
      throw new AssertionError(id + " does not run: " + problems);
    }
    return planned.config();
  }
}
