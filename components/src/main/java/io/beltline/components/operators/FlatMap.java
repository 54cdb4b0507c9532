package io.beltline.components.operators;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of few entries in the order they came in: keys and values side by side in one array, found
 * by looking at one after the other. From {@value #MANY} entries on it is a {@link LinkedHashMap}.
 * Values may be null; a {@link Utf8Part} becomes a String as soon as it is asked for. One thread at
 * a time.
 */
public final class FlatMap extends AbstractMap<String, @Nullable Object> {
  private static final int MANY = 17;
  private static final int FIRST = 8;
  private static final @Nullable Object[] NONE = {};

  /** Keys at even places, their values behind them. */
  private @Nullable Object[] pairs = NONE;

  private int size;
  private @Nullable Map<String, @Nullable Object> many;

  /** An empty map, without room. */
  public FlatMap() {}

  /** An empty map with room for so many entries. */
  FlatMap(int expected) {
    pairs = new @Nullable Object[2 * Math.min(expected, MANY)];
  }

  @Override
  public int size() {
    return many == null ? size : many.size();
  }

  /** The place of a key's value, 0 if it is not there. */
  private int place(@Nullable Object key) {
    if (key instanceof String text) {
      int hash = text.hashCode();
      for (int i = 0; i < 2 * size; i += 2) {
        if (pairs[i] instanceof String there && there.hashCode() == hash && there.equals(text)) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (many != null) {
      return many.get(key);
    }
    int place = place(key);
    return place == 0 ? null : value(place);
  }

  private @Nullable Object value(int place) {
    Object value = pairs[place];
    if (value instanceof Utf8Part part) {
      value = part.toString();
      pairs[place] = value;
    }
    return value;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return many == null ? place(key) > 0 : many.containsKey(key);
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    if (many != null) {
      return many.put(key, value);
    }
    int place = place(key);
    if (place > 0) {
      Object before = value(place);
      pairs[place] = value;
      return before;
    }
    if (size + 1 == MANY) {
      return linked().put(key, value);
    }
    if (2 * size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * Math.max(FIRST, 2 * size));
    }
    pairs[2 * size] = key;
    pairs[2 * size + 1] = value;
    size++;
    return null;
  }

  /** Puts a key that is known not to be there. */
  void add(String key, Utf8Part value) {
    if (many != null || 2 * size == pairs.length || size + 1 == MANY) {
      put(key, value.toString());
      return;
    }
    pairs[2 * size] = key;
    pairs[2 * size + 1] = value;
    size++;
  }

  @Override
  public void putAll(Map<? extends String, ? extends @Nullable Object> other) {
    if (other instanceof FlatMap flat) {
      if (isEmpty() && many == null && flat.many == null) {
        pairs = Arrays.copyOf(flat.pairs, Math.max(pairs.length, 2 * (flat.size + FIRST)));
        size = flat.size;
        return;
      }
      for (int i = 0; i < 2 * flat.size; i += 2) {
        if (flat.pairs[i] instanceof String key) {
          take(key, flat.pairs[i + 1]);
        }
      }
      if (flat.many != null) {
        flat.many.forEach(this::put);
      }
    } else {
      other.forEach(this::put);
    }
  }

  private void take(String key, @Nullable Object value) {
    boolean unseen = value instanceof Utf8Part;
    put(key, unseen && (many != null || size + 1 == MANY) ? String.valueOf(value) : value);
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    if (many != null) {
      return many.remove(key);
    }
    int place = place(key);
    if (place == 0) {
      return null;
    }
    Object before = value(place);
    removeAt(place - 1);
    return before;
  }

  private void removeAt(int at) {
    System.arraycopy(pairs, at + 2, pairs, at, 2 * size - at - 2);
    size--;
    pairs[2 * size] = null;
    pairs[2 * size + 1] = null;
  }

  @Override
  public void clear() {
    pairs = NONE;
    size = 0;
    many = null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
    if (many != null) {
      many.forEach(action);
      return;
    }
    for (int i = 0; i < size; i++) {
      action.accept(key(i), value(2 * i + 1));
    }
  }

  /** The same, but texts that nobody has looked at come as {@link Utf8Part}. */
  void eachUnseen(BiConsumer<String, @Nullable Object> action) {
    if (many != null) {
      many.forEach(action);
      return;
    }
    for (int i = 0; i < size; i++) {
      action.accept(key(i), pairs[2 * i + 1]);
    }
  }

  private String key(int at) {
    if (pairs[2 * at] instanceof String key) {
      return key;
    }
    throw new NoSuchElementException("there is no entry " + at);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Map<?, ?> map) || map.size() != size()) {
      return false;
    }
    if (many != null) {
      return many.equals(map);
    }
    for (int i = 0; i < size; i++) {
      Object value = value(2 * i + 1);
      String key = key(i);
      if (!Objects.equals(value, map.get(key)) || (value == null && !map.containsKey(key))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = many == null ? 0 : many.hashCode();
    for (int i = 0; i < size; i++) {
      hash += key(i).hashCode() ^ Objects.hashCode(value(2 * i + 1));
    }
    return hash;
  }

  /** The entries; the map is a {@link LinkedHashMap} from here on, whatever its size. */
  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return linked().entrySet();
  }

  private Map<String, @Nullable Object> linked() {
    Map<String, @Nullable Object> all = many;
    if (all == null) {
      all = new LinkedHashMap<>();
      forEach(all::put);
      many = all;
      pairs = NONE;
      size = 0;
    }
    return all;
  }
}
