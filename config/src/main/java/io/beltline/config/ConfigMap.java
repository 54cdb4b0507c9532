package io.beltline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys with their values, in the order written.
 *
 * @param entries by key
 * @param position where the map begins
 * @param original see {@link ConfigNode#original()}
 */
public record ConfigMap(Map<String, Entry> entries, Position position, @Nullable String original)
    implements ConfigNode {

  /**
   * A key with its value.
   *
   * @param key the key
   * @param keyPosition where the key begins
   * @param value the value
   */
  public record Entry(String key, Position keyPosition, ConfigNode value) {

    /**
     * Where a problem with the value is shown: the value if it is a scalar that can be seen, else
     * the key.
     */
    public Position shown() {
      return value instanceof ConfigScalar && !value.isNull() ? value.position() : keyPosition;
    }
  }

  /** Copies the entries. */
  public ConfigMap {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** A map as written. */
  public ConfigMap(Map<String, Entry> entries, Position position) {
    this(entries, position, null);
  }

  /** A map without keys. */
  public static ConfigMap empty(Position position) {
    return new ConfigMap(Map.of(), position);
  }

  /** The keys, in the order written. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** The key with its value, or null. */
  public @Nullable Entry entry(String key) {
    return entries.get(key);
  }

  /** The value of a key, or null if the key is not written. */
  public @Nullable ConfigNode value(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  @Override
  public Map<String, @Nullable Object> plain() {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    entries.forEach((key, entry) -> plain.put(key, entry.value().plain()));
    return plain;
  }
}
