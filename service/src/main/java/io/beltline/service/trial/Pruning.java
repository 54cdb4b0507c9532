package io.beltline.service.trial;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes rules out of a configuration; a group of which nothing is left goes with them. */
final class Pruning {
  private Pruning() {}

  /**
   * The tree without what paths lead to.
   *
   * @param paths the keys to each rule, from the root; what follows the last number of a path is
   *     part of the rule
   */
  static ConfigMap of(ConfigMap tree, List<List<String>> paths) {
    return map(tree, paths.stream().map(Pruning::cut).toList());
  }

  private static List<String> cut(List<String> path) {
    int end = path.size();
    while (end > 0 && !isNumber(path.get(end - 1))) {
      end--;
    }
    return path.subList(0, end == 0 ? path.size() : end);
  }

  static boolean isNumber(String key) {
    return !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static ConfigMap map(ConfigMap map, List<List<String>> paths) {
    Map<String, ConfigMap.Entry> kept = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) -> {
              List<List<String>> tails = tails(paths, key);
              if (tails.stream().noneMatch(List::isEmpty)) {
                ConfigNode value = node(entry.value(), tails);
                kept.put(key, new ConfigMap.Entry(key, entry.keyPosition(), value));
              }
            });
    return new ConfigMap(kept, map.position());
  }

  private static ConfigNode node(ConfigNode node, List<List<String>> paths) {
    if (paths.isEmpty()) {
      return node;
    }
    return switch (node) {
      case ConfigMap map -> map(map, paths);
      case ConfigList list -> list(list, paths);
      default -> node;
    };
  }

  private static ConfigList list(ConfigList list, List<List<String>> paths) {
    List<ConfigNode> kept = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      List<List<String>> tails = tails(paths, Integer.toString(i));
      ConfigNode item = tails.stream().anyMatch(List::isEmpty) ? null : element(list, i, tails);
      if (item != null) {
        kept.add(item);
      }
    }
    return new ConfigList(kept, list.position());
  }

  private static @Nullable ConfigNode element(ConfigList list, int i, List<List<String>> tails) {
    ConfigNode item = node(list.items().get(i), tails);
    boolean emptied =
        item instanceof ConfigMap map
            && list.items().get(i) instanceof ConfigMap before
            && before.entries().values().stream()
                .anyMatch(e -> size(e.value()) > 0 && size(map.value(e.key())) == 0);
    return emptied ? null : item;
  }

  private static int size(@Nullable ConfigNode node) {
    return node instanceof ConfigList list ? list.items().size() : -1;
  }

  private static List<List<String>> tails(List<List<String>> paths, String key) {
    return paths.stream()
        .filter(path -> !path.isEmpty() && path.getFirst().equals(key))
        .map(path -> path.subList(1, path.size()))
        .toList();
  }
}
