package io.beltline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entry entry && key.equals(entry.key) && value.equals(entry.value);
    }

    @Override
    public int hashCode() {
      return 31 * key.hashCode() + value.hashCode();
    }
  }

  /** Copies the entries. */
  public ConfigMap {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfigMap map
        && List.copyOf(entries.values()).equals(List.copyOf(map.entries.values()));
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
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
