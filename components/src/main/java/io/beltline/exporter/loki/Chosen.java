package io.beltline.exporter.loki;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Labels while they are chosen, by the keys they come from; a later value of a key wins. One
 * thread.
 */
final class Chosen {
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Adds a label; an empty value is none. */
  void put(String key, String value) {
    if (!value.isEmpty()) {
      values.put(key, value);
    }
  }

  void putAll(Chosen other) {
    values.putAll(other.values);
  }

  /** The labels by the keys they come from, in the order they were chosen. */
  Map<String, String> values() {
    return values;
  }

  /** The labels by their names, in that order; values that differ and meet in one are joined. */
  Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    values.forEach(
        (key, value) ->
            named.merge(LabelNames.of(key), value, (a, b) -> a.equals(b) ? a : a + ";" + b));
    return named;
  }
}
