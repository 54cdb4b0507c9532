package io.beltline.components.documents;

import java.util.Set;

/**
 * Fields that keep their key whatever else a document has: a schema says that they are values. What
 * would make an object of one is left out.
 *
 * @param keys the keys with their dots
 */
public record Protected(Set<String> keys) {
  /** No field. */
  public static final Protected NOTHING = new Protected(Set.of());

  /** Copies the keys. */
  public Protected {
    keys = Set.copyOf(keys);
  }
}
