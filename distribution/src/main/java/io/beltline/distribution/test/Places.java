package io.beltline.distribution.test;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.Position;

/**
 * Finds where something is written.
 *
 * @param tree a test file
 */
record Places(ConfigMap tree) {

  /** The place of a path of keys, and of numbers in lists, or of as much of it as is written. */
  Position of(Object... path) {
    ConfigNode node = tree;
    Position place = tree.position();
    for (Object key : path) {
      ConfigNode inner = null;
      if (node instanceof ConfigMap map) {
        inner = map.value(String.valueOf(key));
      } else if (node instanceof ConfigList list && key instanceof Integer index) {
        inner = index < list.items().size() ? list.items().get(index) : null;
      }
      if (inner == null) {
        return place;
      }
      node = inner;
      place = inner.position();
    }
    return place;
  }
}
