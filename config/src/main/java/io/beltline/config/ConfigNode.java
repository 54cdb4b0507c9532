package io.beltline.config;

import org.jspecify.annotations.Nullable;

/**
 * A part of a configuration: a map, a list or a scalar, with its place in the text.
 *
 * <p>Immutable. Equal to what means the same, wherever it stands: what was only moved in a text did
 * not change. Null is a scalar whose {@link #isNull()} is true.
 */
public sealed interface ConfigNode permits ConfigMap, ConfigList, ConfigScalar {

  /** Where the value begins. */
  Position position();

  /**
   * The text that a key of type text gets: that of a scalar as written, that of a map or list if a
   * reference such as {@code ${env:X}} stood for all of it, else null.
   */
  @Nullable String original();

  /** Whether it is a null: nothing, {@code ~} or {@code null}, not quoted. */
  default boolean isNull() {
    return this instanceof ConfigScalar scalar && scalar.kind() == ConfigScalar.Kind.NULL;
  }

  /**
   * The value in Java's terms: {@code Map<String, Object>} in the order written, {@code List},
   * {@code String}, {@code Long} (or {@code BigInteger} beyond 64 bits), {@code Double}, {@code
   * Boolean}, null.
   */
  @Nullable Object plain();
}
