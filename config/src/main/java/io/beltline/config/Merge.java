package io.beltline.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays one tree over another: maps merge key by key; a list, a scalar and a null replace what they
 * meet, a map too.
 */
final class Merge {
  private static final String SEPARATOR = "::";

  private Merge() {}

  static ConfigNode merge(ConfigNode base, ConfigNode over) {
    return base instanceof ConfigMap below && over instanceof ConfigMap above
        ? merge(below, above)
        : over;
  }

  static ConfigMap merge(ConfigMap base, ConfigMap over) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>(base.entries());
    over.entries().forEach((key, entry) -> entries.merge(key, entry, Merge::entry));
    return new ConfigMap(entries, base.entries().isEmpty() ? over.position() : base.position());
  }

  private static ConfigMap.Entry entry(ConfigMap.Entry base, ConfigMap.Entry over) {
    return new ConfigMap.Entry(over.key(), over.keyPosition(), merge(base.value(), over.value()));
  }

  /** Splits keys such as {@code batch::timeout} into nested maps; not inside lists. */
  static ConfigNode nest(ConfigNode node) {
    return node instanceof ConfigMap map ? nest(map) : node;
  }

  static ConfigMap nest(ConfigMap map) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
    for (ConfigMap.Entry entry : map.entries().values()) {
      List<String> keys = Arrays.asList(entry.key().split(SEPARATOR, -1));
      ConfigMap.Entry nested = nested(keys, entry.keyPosition(), nest(entry.value()));
      entries.merge(nested.key(), nested, Merge::entry);
    }
    return new ConfigMap(entries, map.position(), map.original());
  }

  private static ConfigMap.Entry nested(List<String> keys, Position at, ConfigNode value) {
    ConfigNode inner = value;
    for (String key : keys.subList(1, keys.size()).reversed()) {
      inner = new ConfigMap(Map.of(key, new ConfigMap.Entry(key, at, inner)), at);
    }
    return new ConfigMap.Entry(keys.getFirst(), at, inner);
  }
}
