package io.beltline.service;

import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.config.Schema;
import io.beltline.service.plan.ServiceSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON schema of a whole configuration, for editors. */
public final class ConfigurationSchema {
  private ConfigurationSchema() {}

  /**
   * The schema.
   *
   * @param factories every component type that can be configured; each spelling is accepted
   * @return JSON, draft 2020-12
   */
  public static String of(List<Factory<?>> factories) {
    Map<String, Map<String, Class<? extends Record>>> sections = new LinkedHashMap<>();
    for (ComponentKind kind : ComponentKind.values()) {
      sections.put(kind.section(), new TreeMap<>());
    }
    for (Factory<?> factory : factories) {
      Map<String, Class<? extends Record>> types = sections.get(factory.kind().section());
      if (types != null) {
        types.put(factory.type(), factory.configType());
        factory.aliases().forEach(alias -> types.put(alias, factory.configType()));
      }
    }
    return Schema.of(Map.of("service", ServiceSection.class), sections);
  }
}
