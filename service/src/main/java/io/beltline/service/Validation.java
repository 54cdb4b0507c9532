package io.beltline.service;

import io.beltline.api.ComponentKind;
import io.beltline.api.StorageRoot;
import io.beltline.config.Problem;
import io.beltline.service.plan.PlannedComponent;
import java.nio.file.Path;
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
   * The directories of the storage extensions that a configuration runs, in the order configured.
   *
   * @throws InvalidConfigurationException if it cannot be used
   */
  public static List<Path> storages(CollectorSettings settings) {
    return LoadedPlan.load(settings, "").plan().of(ComponentKind.EXTENSION).values().stream()
        .map(PlannedComponent::config)
        .filter(StorageRoot.class::isInstance)
        .map(config -> ((StorageRoot) config).root())
        .toList();
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
