package io.beltline.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Moves nodes to the place of what brought them in. */
final class Placement {
  private Placement() {}

  /** The node as if it began where the reference stands; what is inside keeps its place. */
  static ConfigNode root(ConfigNode node, Position at) {
    return switch (node) {
      case ConfigMap map -> new ConfigMap(map.entries(), at, map.original());
      case ConfigList list -> new ConfigList(list.items(), at, list.original());
      case ConfigScalar scalar -> all(scalar, at);
    };
  }

  /** The node as if all of it stood where the reference stands. */
  static ConfigNode all(ConfigNode node, Position at) {
    return switch (node) {
      case ConfigMap map -> {
        Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
        map.entries()
            .forEach(
                (key, entry) ->
                    entries.put(key, new ConfigMap.Entry(key, at, all(entry.value(), at))));
        yield new ConfigMap(entries, at, map.original());
      }
      case ConfigList list ->
          new ConfigList(list.items().stream().map(item -> all(item, at)).toList(), at);
      case ConfigScalar scalar ->
          new ConfigScalar(
              scalar.original(), scalar.value(), scalar.style(), at, scalar.expanded());
    };
  }
}
