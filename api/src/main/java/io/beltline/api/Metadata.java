package io.beltline.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Request headers: lower-case names, each with one or more values in order.
 *
 * <p>Immutable; equal if names and values are equal.
 */
public final class Metadata {

  /** No headers. */
  public static final Metadata EMPTY = new Metadata(new TreeMap<>());

  private final SortedMap<String, List<String>> values;

  private Metadata(SortedMap<String, List<String>> values) {
    this.values = values;
  }

  /** Headers from a map; names are lower-cased, names that become equal are joined in order. */
  public static Metadata of(Map<String, List<String>> headers) {
    if (headers.isEmpty()) {
      return EMPTY;
    }
    TreeMap<String, List<String>> values = new TreeMap<>();
    headers.forEach(
        (name, list) ->
            values.merge(
                name.toLowerCase(Locale.ROOT),
                List.copyOf(list),
                (a, b) -> {
                  List<String> joined = new ArrayList<>(a);
                  joined.addAll(b);
                  return List.copyOf(joined);
                }));
    return new Metadata(values);
  }

  /** The values of a name in any case; empty if there is none. */
  public List<String> get(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Only the named headers. */
  public Metadata only(Collection<String> names) {
    TreeMap<String, List<String>> kept = new TreeMap<>();
    for (String name : names) {
      String key = name.toLowerCase(Locale.ROOT);
      List<String> found = values.get(key);
      if (found != null) {
        kept.put(key, found);
      }
    }
    return kept.isEmpty() ? EMPTY : new Metadata(kept);
  }

  /** All headers, sorted by name; not modifiable. */
  public Map<String, List<String>> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** True if there is no header. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metadata that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.keySet().toString(); // names only: values may be secrets
  }
}
