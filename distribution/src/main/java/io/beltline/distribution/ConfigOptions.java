package io.beltline.distribution;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what the configuration is, for a run: without any it has its own. */
final class ConfigOptions {

  @Option(names = "--config", paramLabel = "LOCATION", description = LOCATIONS)
  private List<String> locations = new ArrayList<>();

  @Mixin private Overrides overrides = new Overrides();

  static final String LOCATIONS =
      "Where the configuration stands; repeatable, later ones go over earlier ones: a file, a"
          + " folder, a glob, or file:, env:, yaml:, http:, https: and what belongs to it.";

  /** What was given. */
  RunArguments arguments() {
    return overrides.over(locations);
  }

  /** The same for a command that makes no sense without a configuration. */
  static final class Required {

    @Option(names = "--config", paramLabel = "LOCATION", description = LOCATIONS, required = true)
    private List<String> locations = new ArrayList<>();

    @Mixin private Overrides overrides = new Overrides();

    /** What was given. */
    RunArguments arguments() {
      return overrides.over(locations);
    }
  }

  /** The options that go over all locations. */
  static final class Overrides {

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

    /** The arguments together with locations; tells of what has no effect. */
    RunArguments over(List<String> locations) {
      if (!gates.isEmpty()) {
        System.err.println("beltline has no feature gates; ignored: " + String.join(",", gates));
      }
      return new RunArguments(locations, assignments);
    }
  }
}
