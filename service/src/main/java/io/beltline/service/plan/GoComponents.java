package io.beltline.service.plan;

import io.beltline.api.ComponentKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The component types of the OpenTelemetry Collector, core and contrib, present and past: so that a
 * type Beltline lacks is told from a typing error.
 */
final class GoComponents {
  private static final Map<ComponentKind, Set<String>> TYPES = load();

  private GoComponents() {}

  /** Whether the OpenTelemetry Collector has or had such a type; underscores do not count. */
  static boolean has(ComponentKind kind, String type) {
    String plain = plain(type);
    return types(kind).stream().anyMatch(known -> plain(known).equals(plain));
  }

  /** The types of a kind. */
  static Set<String> types(ComponentKind kind) {
    return TYPES.getOrDefault(kind, Set.of());
  }

  private static String plain(String type) {
    return type.replace("_", "");
  }

  private static Map<ComponentKind, Set<String>> load() {
    Map<ComponentKind, Set<String>> types = new EnumMap<>(ComponentKind.class);
    for (ComponentKind kind : ComponentKind.values()) {
      types.put(kind, read("go-" + kind.section() + ".txt"));
    }
    return types;
  }

  private static Set<String> read(String resource) {
    try (InputStream in = GoComponents.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Set<String> types = new TreeSet<>();
      lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(types::add);
      return types;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
