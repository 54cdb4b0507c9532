package io.beltline.service;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.EffectiveConfig;
import io.beltline.config.YamlPrinter;
import io.beltline.service.plan.Factories;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a configuration as it is in effect: merged and expanded, without secrets. What belongs to
 * a component type that is not known is left out, because nobody can tell its secrets.
 */
final class EffectiveYaml {
  private EffectiveYaml() {}

  static String of(ConfigMap tree, Factories factories) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>(tree.entries());
    for (ComponentKind kind : ComponentKind.values()) {
      ConfigMap.Entry section = entries.get(kind.section());
      if (section != null && section.value() instanceof ConfigMap components) {
        entries.put(
            kind.section(),
            new ConfigMap.Entry(
                section.key(), section.keyPosition(), components(kind, components, factories)));
      }
    }
    return YamlPrinter.print(new ConfigMap(entries, tree.position()));
  }

  private static ConfigNode components(
      ComponentKind kind, ConfigMap components, Factories factories) {
    Map<String, ConfigMap.Entry> shown = new LinkedHashMap<>();
    components
        .entries()
        .forEach(
            (id, entry) -> {
              Factory<?> factory = factories.find(kind, ComponentId.parse(id).type());
              if (factory != null) {
                ConfigNode value = EffectiveConfig.redacted(factory.configType(), entry.value());
                shown.put(id, new ConfigMap.Entry(id, entry.keyPosition(), value));
              }
            });
    return new ConfigMap(shown, components.position());
  }
}
