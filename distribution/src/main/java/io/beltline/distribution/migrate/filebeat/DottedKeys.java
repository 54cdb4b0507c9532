package io.beltline.distribution.migrate.filebeat;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes maps of keys with dots: {@code output.elasticsearch: x} is one key below the other. */
final class DottedKeys {
  /** No key has as many parts; one that has stays whole, and is told as unknown. */
  private static final int MAX_PARTS = 50;

  private DottedKeys() {}

  /** The same tree without dots in keys. */
  static ConfigNode unfold(ConfigNode node) {
    return switch (node) {
      case ConfigMap map -> {
        ConfigMap all = ConfigMap.empty(map.position());
        for (ConfigMap.Entry entry : map.entries().values()) {
          all = merge(all, single(entry));
        }
        yield all;
      }
      case ConfigList list ->
          new ConfigList(list.items().stream().map(DottedKeys::unfold).toList(), list.position());
      default -> node;
    };
  }

  private static ConfigMap single(ConfigMap.Entry entry) {
    String[] parts = entry.key().split("\\.", -1);
    boolean plain =
        parts.length == 1
            || parts.length > MAX_PARTS
            || Arrays.stream(parts).anyMatch(String::isEmpty);
    ConfigNode value = unfold(entry.value());
    if (plain) {
      return of(entry.key(), entry, value);
    }
    for (int i = parts.length - 1; i > 0; i--) {
      value = of(parts[i], entry, value);
    }
    return of(parts[0], entry, value);
  }

  private static ConfigMap of(String key, ConfigMap.Entry from, ConfigNode value) {
    return new ConfigMap(
        Map.of(key, new ConfigMap.Entry(key, from.keyPosition(), value)), from.keyPosition());
  }

  private static ConfigMap merge(ConfigMap first, ConfigMap second) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>(first.entries());
    second
        .entries()
        .forEach(
            (key, entry) ->
                entries.merge(
                    key,
                    entry,
                    (a, b) ->
                        a.value() instanceof ConfigMap left && b.value() instanceof ConfigMap right
                            ? new ConfigMap.Entry(key, a.keyPosition(), merge(left, right))
                            : b));
    return new ConfigMap(entries, first.position());
  }
}
