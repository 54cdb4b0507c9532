package io.beltline.components.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a part of an entry: {@code body.user.name}, {@code attributes["a.b"]}, {@code
 * resource}. Without one of these three words in front it is a part of the body.
 *
 * @param root which part of the entry
 * @param keys the way from there; empty for all of it
 */
public record Field(Root root, List<String> keys) {

  /** The parts of an entry that fields refer to. */
  public enum Root {
    BODY,
    ATTRIBUTES,
    RESOURCE
  }

  /** The whole body. */
  static final Field BODY = new Field(Root.BODY, List.of());

  /** All attributes. */
  static final Field ATTRIBUTES = new Field(Root.ATTRIBUTES, List.of());

  /** All attributes of the resource. */
  static final Field RESOURCE = new Field(Root.RESOURCE, List.of());

  /**
   * Reads a field as users write it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Field parse(String text) {
    List<String> keys = keys(text);
    return switch (keys.getFirst()) {
      case "body", "$", "$body" -> new Field(Root.BODY, List.copyOf(keys.subList(1, keys.size())));
      case "attributes", "$attributes" ->
          new Field(Root.ATTRIBUTES, List.copyOf(keys.subList(1, keys.size())));
      case "resource", "$resource" ->
          new Field(Root.RESOURCE, List.copyOf(keys.subList(1, keys.size())));
      default -> new Field(Root.BODY, List.copyOf(keys));
    };
  }

  private static List<String> keys(String text) {
    List<String> keys = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '[') {
        char quote = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        int close = quote == '"' || quote == '\'' ? text.indexOf(quote + "]", at + 2) : -1;
        if (close < 0) {
          throw none(text, "a quoted key in brackets, as in attributes[\"a.b\"]");
        }
        keys.add(text.substring(at + 2, close));
        at = close + 2;
        boolean more = at < text.length();
        if (more && text.charAt(at) != '.' && text.charAt(at) != '[') {
          throw none(text, ". or [ behind ]");
        }
        at += more && text.charAt(at) == '.' ? 1 : 0;
      } else {
        int end = at;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
          end++;
        }
        keys.add(text.substring(at, end));
        boolean dot = end < text.length() && text.charAt(end) == '.';
        at = end + (dot ? 1 : 0);
        if (dot && at == text.length()) {
          throw none(text, "a key behind the last dot");
        }
      }
    }
    if (keys.isEmpty() || keys.contains("")) {
      throw none(text, "keys divided by dots, as in attributes.user.name");
    }
    return keys;
  }

  private static IllegalArgumentException none(String text, String expected) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no field (expected: " + expected + ")");
  }

  /** Whether it is the whole of its part. */
  boolean isRoot() {
    return keys.isEmpty();
  }

  /** Whether there is something; its value may be null. */
  boolean isIn(Entry entry) {
    return isRoot() || (parent(entry) instanceof Map<?, ?> map && map.containsKey(keys.getLast()));
  }

  /** What is there, or null. */
  @Nullable Object in(Entry entry) {
    if (isRoot()) {
      return whole(entry);
    }
    return parent(entry) instanceof Map<?, ?> map ? map.get(keys.getLast()) : null;
  }

  private @Nullable Object whole(Entry entry) {
    return switch (root) {
      case BODY -> entry.body();
      case ATTRIBUTES -> entry.attributes();
      case RESOURCE -> entry.resource();
    };
  }

  private @Nullable Object parent(Entry entry) {
    Object at = whole(entry);
    for (int i = 0; i < keys.size() - 1; i++) {
      at = at instanceof Map<?, ?> map ? map.get(keys.get(i)) : null;
    }
    return at;
  }

  /**
   * Sets what is there; maps on the way are made. A map is merged into the one that is there.
   *
   * @throws OperatorException if attributes would become something else than a map
   */
  void set(Entry entry, @Nullable Object value) throws OperatorException {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> into = nested(entry, keys);
      if (map instanceof FlatMap flat) {
        into.putAll(flat);
        return;
      }
      map.forEach((key, one) -> into.put(String.valueOf(key), one));
    } else if (!isRoot()) {
      nested(entry, keys.subList(0, keys.size() - 1)).put(keys.getLast(), value);
    } else if (root == Root.BODY) {
      entry.body(value);
    } else {
      throw new OperatorException(this + " cannot be set to a single value (expected: a map)");
    }
  }

  @SuppressWarnings("unchecked") // maps of entries have texts as keys
  private Map<String, @Nullable Object> nested(Entry entry, List<String> way) {
    Map<String, @Nullable Object> map;
    if (whole(entry) instanceof Map<?, ?> there) {
      map = (Map<String, @Nullable Object>) there;
    } else {
      map = new FlatMap();
      entry.body(map);
    }
    for (String key : way) {
      if (map.get(key) instanceof Map<?, ?> inner) {
        map = (Map<String, @Nullable Object>) inner;
      } else {
        Map<String, @Nullable Object> made = new FlatMap();
        map.put(key, made);
        map = made;
      }
    }
    return map;
  }

  /** Removes what is there and returns it; {@link #isIn} says whether it was there. */
  @Nullable Object remove(Entry entry) {
    if (!isRoot()) {
      return parent(entry) instanceof Map<?, ?> map ? map.remove(keys.getLast()) : null;
    }
    Object before = whole(entry);
    switch (root) {
      case BODY -> entry.body(null);
      case ATTRIBUTES -> entry.attributes(new FlatMap());
      case RESOURCE -> entry.resource(new FlatMap());
    }
    return before;
  }

  /** As users write it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(root.name().toLowerCase(java.util.Locale.ROOT));
    for (String key : keys) {
      if (key.indexOf('.') >= 0) {
        text.append("[\"").append(key).append("\"]");
      } else {
        text.append('.').append(key);
      }
    }
    return text.toString();
  }
}
