package io.beltline.service.plan;

import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Position;
import io.beltline.config.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers problems, and reads the shapes that the whole of a configuration is made of. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();

  void error(String path, String message, Position position) {
    problems.add(Problem.error(path, message, position));
  }

  void warning(String path, String message, Position position) {
    problems.add(Problem.warning(path, message, position));
  }

  void addAll(Collection<Problem> more) {
    problems.addAll(more);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  boolean failed() {
    return problems.stream().anyMatch(Problem::fatal);
  }

  /** A map; null or nothing is an empty one; anything else is an error and empty. */
  ConfigMap map(ConfigMap.@Nullable Entry entry, String path) {
    if (entry == null) {
      return ConfigMap.empty(Position.of(""));
    }
    return switch (entry.value()) {
      case ConfigMap map -> map;
      case ConfigScalar scalar when scalar.isNull() -> ConfigMap.empty(entry.keyPosition());
      default -> {
        error(path, "is " + kind(entry.value()) + " (expected: a map)", entry.shown());
        yield ConfigMap.empty(entry.keyPosition());
      }
    };
  }

  /** Refuses keys that are not among the valid ones. */
  void keys(ConfigMap map, String path, List<String> valid) {
    map.entries()
        .forEach(
            (key, entry) -> {
              if (!valid.contains(key)) {
                error(
                    path.isEmpty() ? key : path + "::" + key,
                    "is no known key" + Nearest.expected(key, valid),
                    entry.keyPosition());
              }
            });
  }

  /** The words for what a node is. */
  static String kind(ConfigNode node) {
    return switch (node) {
      case ConfigMap _ -> "a map";
      case ConfigScalar scalar -> "\"" + scalar.original() + "\"";
      default -> "a list";
    };
  }
}
