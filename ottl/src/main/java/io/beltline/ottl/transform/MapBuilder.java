package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;

/** Puts a map together whose keys differ. By one thread. */
final class MapBuilder {
  private final ValueWriter map = new ValueWriter();
  private final Cell value = new Cell();

  MapBuilder text(String key, String text) {
    map.entry(key, value.text(text));
    return this;
  }

  MapBuilder integer(String key, long number) {
    map.entry(key, value.integer(number));
    return this;
  }

  MapBuilder map(String key, Slice entries) {
    map.entry(key, value.map(entries));
    return this;
  }

  MapBuilder list(String key, Slice elements) {
    map.entry(key, value.list(elements));
    return this;
  }

  Slice build() {
    return map.copy();
  }
}
