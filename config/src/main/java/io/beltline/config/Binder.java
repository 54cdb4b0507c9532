package io.beltline.config;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a tree into a record.
 *
 * <p>A record's components are the keys. A component of type {@code String}, {@link Secret}, {@code
 * boolean}, {@code int}, {@code long}, {@code double} (or their boxes), {@link java.time.Duration},
 * an enum, {@link ConfigNode} (kept as written), a record, a type with a public static {@code
 * parse(String)}, or a {@code List} or {@code Map} of these. A key that is absent or null gives the
 * {@link Default}; without one null where the component is nullable, else {@code ""}, zero, false,
 * or an empty list or map. A map's entries are added to those of its default; a list replaces it.
 *
 * <p>Types are read as the Collector reads them, and a little wider: numbers and booleans may be
 * quoted, and a key of type text takes a number or boolean as it is written. A whole number as a
 * duration counts nanoseconds. One text where a list of texts is expected is split at commas.
 * Records in modules need {@code opens} to this one.
 *
 * <p>Stateless. Wrong input gives problems, never an exception; a wrong record type gives an {@link
 * IllegalArgumentException}.
 */
public final class Binder {
  private Binder() {}

  /** Binds a whole tree. */
  public static <R extends Record> Bound<R> bind(Class<R> type, ConfigNode node) {
    return bind(type, node, "", node.position());
  }

  /**
   * Binds a part of a tree.
   *
   * @param type the record
   * @param node the part; null or a null node gives the defaults
   * @param path the keys that lead to it, {@code exporters::zipkin}; stands in problems
   * @param position where its key stands, for problems with what is absent
   */
  public static <R extends Record> Bound<R> bind(
      Class<R> type, @Nullable ConfigNode node, String path, Position position) {
    Binding binding = new Binding();
    Place place = new Place(path, position);
    Object value = new RecordBinding(binding).bind(type, node, place, ConfigMap.empty(position));
    Set<String> written = new LinkedHashSet<>();
    String prefix = path.isEmpty() ? "" : path + "::";
    binding.written().forEach(key -> written.add(key.substring(prefix.length())));
    return new Bound<>(
        type.isInstance(value) ? type.cast(value) : null, binding.problems(), written);
  }
}
