package io.beltline.service;

import io.beltline.config.Problem;
import java.util.List;

/** Checks a configuration without running it. */
public final class Validation {
  private Validation() {}

  /**
   * Everything there is to say about a configuration: errors and warnings, by place. Nothing is
   * opened or started.
   */
  public static List<Problem> check(CollectorSettings settings) {
    try {
      return LoadedPlan.load(settings, "").warnings();
    } catch (InvalidConfigurationException invalid) {
      return invalid.problems();
    }
  }

  /**
   * The configuration as it is in effect: merged, expanded, secrets masked; as YAML.
   *
   * @throws InvalidConfigurationException if it cannot be used
   */
  public static String effectiveConfig(CollectorSettings settings) {
    return LoadedPlan.load(settings, "").effective();
  }
}
