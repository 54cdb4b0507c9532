package io.beltline.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where a key path stands, or the nearest part of it that is written. */
final class Locator {
  private static final Pattern COLONS = Pattern.compile("::");
  private static final Pattern DOT = Pattern.compile("\\.");

  private Locator() {}

  /**
   * The place of a path.
   *
   * @param root what the path is relative to
   * @param key the path, its keys joined by dots or {@code ::}; numbers count in lists
   * @param base the place of the root
   */
  static Place find(ConfigNode root, String key, Place base) {
    if (key.isEmpty()) {
      return base;
    }
    boolean colons = key.contains("::");
    List<String> keys = (colons ? COLONS : DOT).splitAsStream(key).toList();
    Place place = base;
    ConfigNode node = root;
    int next = 0;
    while (next < keys.size()) {
      int end = keys.size();
      Place found = null;
      ConfigNode inner = null;
      for (; end > next && found == null; end--) {
        String joined = String.join(colons ? "::" : ".", keys.subList(next, end));
        inner = child(node, joined);
        found = inner == null ? null : place(node, joined, inner, place);
      }
      if (found == null || inner == null) {
        break;
      }
      place = found;
      node = inner;
      next = end + 1;
    }
    for (String missing : keys.subList(Math.min(next, keys.size()), keys.size())) {
      place = place.child(missing, place.position());
    }
    return place;
  }

  private static @Nullable ConfigNode child(@Nullable ConfigNode node, String key) {
    if (node instanceof ConfigMap map) {
      return map.value(key);
    }
    if (node instanceof ConfigList list && key.matches("[0-9]{1,6}")) {
      int index = Integer.parseInt(key);
      return index < list.items().size() ? list.items().get(index) : null;
    }
    return null;
  }

  private static Place place(ConfigNode parent, String key, ConfigNode inner, Place base) {
    ConfigMap.Entry entry = parent instanceof ConfigMap map ? map.entry(key) : null;
    return entry == null ? base.child(key, inner.position()) : base.child(entry);
  }
}
