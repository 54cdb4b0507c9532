package io.beltline.service;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.ConfigScalar.Style;
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
    ConfigMap.Entry service = entries.get("service");
    if (service != null) {
      entries.put(
          service.key(),
          new ConfigMap.Entry(
              service.key(), service.keyPosition(), withoutHeaders(service.value())));
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

  /** Readers and processors of telemetry are kept as written; their headers hold credentials. */
  private static ConfigNode withoutHeaders(ConfigNode node) {
    return switch (node) {
      case ConfigMap map -> {
        Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
        map.entries()
            .forEach(
                (key, entry) -> {
                  boolean secret = key.equals("headers") || key.equals("headers_list");
                  ConfigNode value =
                      secret
                          ? new ConfigScalar("[REDACTED]", Style.DOUBLE_QUOTED, map.position())
                          : withoutHeaders(entry.value());
                  entries.put(key, new ConfigMap.Entry(key, entry.keyPosition(), value));
                });
        yield new ConfigMap(entries, map.position());
      }
      case ConfigList list ->
          new ConfigList(
              list.items().stream().map(EffectiveYaml::withoutHeaders).toList(), list.position());
      case ConfigScalar scalar -> EffectiveConfig.masked(scalar);
    };
  }
}
