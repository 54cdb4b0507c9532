package io.beltline.service;

import io.beltline.config.ConfigMap;
import io.beltline.service.plan.Factories;

/** Writes a configuration as it is in effect. */
final class EffectiveYaml {
  private EffectiveYaml() {}

  static String of(ConfigMap tree, Factories factories) {
    return "";
  }
}
