package io.beltline.service.telemetry;

import io.beltline.api.BuildInfo;
import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What identifies this process, from {@code service::telemetry::resource}: {@code attributes} as a
 * list of names and values, or names with values in place; a null takes a default away.
 *
 * @param attributes by name, sorted
 * @param problems what is wrong with the configuration
 */
public record ResourceAttributes(Map<String, String> attributes, List<Problem> problems) {
  private static final String PATH = "service::telemetry::resource";

  /** Reads them. */
  public static ResourceAttributes read(
      @Nullable ConfigNode node, BuildInfo build, String instance) {
    Map<String, String> attributes = new java.util.TreeMap<>();
    attributes.put("service.name", build.command());
    attributes.put("service.version", build.version());
    attributes.put("service.instance.id", instance);
    List<Problem> problems = new ArrayList<>();
    if (node instanceof ConfigMap map) {
      map.entries()
          .forEach(
              (name, entry) -> {
                switch (name) {
                  case "attributes" -> list(entry, attributes, problems);
                  case "schema_url", "detectors", "detection/development" -> {}
                  default -> put(name, entry.value(), PATH + "::" + name, attributes, problems);
                }
              });
    } else if (node != null && !node.isNull()) {
      problems.add(
          Problem.error(PATH, "is no map (expected: attributes by name)", node.position()));
    }
    return new ResourceAttributes(
        Collections.unmodifiableMap(new LinkedHashMap<>(attributes)), List.copyOf(problems));
  }

  private static void list(
      ConfigMap.Entry entry, Map<String, String> attributes, List<Problem> problems) {
    String path = PATH + "::attributes";
    switch (entry.value()) {
      case ConfigMap map ->
          map.entries()
              .forEach((name, e) -> put(name, e.value(), path + "::" + name, attributes, problems));
      case ConfigList list -> {
        for (ConfigNode item : list.items()) {
          ConfigNode name = item instanceof ConfigMap map ? map.value("name") : null;
          ConfigNode value = item instanceof ConfigMap map ? map.value("value") : null;
          if (name instanceof ConfigScalar scalar && value != null) {
            put(scalar.original(), value, path, attributes, problems);
          } else {
            problems.add(Problem.error(path, "needs a name and a value", item.position()));
          }
        }
      }
      case ConfigScalar scalar -> {
        if (!scalar.isNull()) {
          problems.add(Problem.error(path, "is a scalar (expected: a list)", scalar.position()));
        }
      }
    }
  }

  private static void put(
      String name,
      ConfigNode value,
      String path,
      Map<String, String> attributes,
      List<Problem> problems) {
    if (value.isNull()) {
      attributes.remove(name);
    } else if (value instanceof ConfigScalar scalar) {
      attributes.put(name, scalar.original());
    } else {
      problems.add(Problem.error(path, "is no scalar (expected: a text)", value.position()));
    }
  }
}
