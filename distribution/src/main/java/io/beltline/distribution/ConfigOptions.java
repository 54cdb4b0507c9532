package io.beltline.distribution;

import io.beltline.service.CollectorSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what the configuration is, shared by the commands. */
final class ConfigOptions {

  @Option(
      names = "--config",
      paramLabel = "LOCATION",
      description = {
        "Where the configuration stands; repeatable, later ones go over earlier ones: a file, a"
            + " folder, a glob, or file:, env:, yaml:, http:, https: and what belongs to it."
      })
  private List<String> locations = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key over all files: --set=processors.batch.timeout=2s")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--feature-gates",
      paramLabel = "GATES",
      description = "Accepted for compatibility; there are no gates to switch.")
  private List<String> gates = new ArrayList<>();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** The settings of a command that makes no sense without a configuration. */
  CollectorSettings given() {
    if (locations.isEmpty() && command != null) {
      throw new ParameterException(
          command.commandLine(), "no configuration is given (expected: --config=LOCATION)");
    }
    return settings();
  }

  CollectorSettings settings() {
    return settings(locations);
  }

  CollectorSettings settings(List<String> from) {
    if (!gates.isEmpty()) {
      System.err.println("beltline has no feature gates; ignored: " + String.join(",", gates));
    }
    return CollectorSettings.of(Version.build(), StandardComponents.factories(), from, assignments)
        .withProviders(List.of(new HttpConfigProvider("http"), new HttpConfigProvider("https")));
  }
}
