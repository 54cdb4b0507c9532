package io.beltline.exporter.loki;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import java.util.HashSet;
import java.util.Set;

/**
 * Attributes of one record whose values are sent elsewhere than in its line. One thread.
 *
 * @param ofRecord keys of the record's
 * @param ofResource keys of its resource's
 */
record Used(Set<String> ofRecord, Set<String> ofResource) {

  /** None. */
  static final Used NONE = new Used(Set.of(), Set.of());

  /** The hints alone. */
  Used() {
    this(new HashSet<>(Hints.ALL), new HashSet<>(Hints.ALL));
  }

  /** Adds the key of an attribute if it has a value. */
  static void add(Set<String> keys, String key, String value, AttributesView attributes) {
    AnyValueView found = attributes.find(key);
    if (found != null && found.asString().equals(value)) {
      keys.add(key);
    }
  }
}
