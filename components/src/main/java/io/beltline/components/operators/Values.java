package io.beltline.components.operators;

import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies values, and writes them in wire form. */
final class Values {
  private static final int VALUE = 2;
  private static final int ITEMS = 1;

  private Values() {}

  static @Nullable Object copy(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new FlatMap(map.size());
        map.forEach((key, one) -> copy.put(String.valueOf(key), copy(one)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(one -> copy.add(copy(one)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
    Map<String, @Nullable Object> copy = new FlatMap(map.size());
    map.forEach((key, one) -> copy.put(key, copy(one)));
    return copy;
  }

  /** The content of an AnyValue message. */
  static void write(WireWriter out, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case String text -> out.string(1, text);
      case Boolean flag -> out.bool(2, flag);
      case Long number -> out.varint(3, number);
      case Double number -> out.float64(4, number);
      case byte[] bytes -> out.bytes(7, bytes);
      case List<?> list -> {
        int array = out.begin(5);
        for (Object one : list) {
          int item = out.begin(ITEMS);
          write(out, one);
          out.end(item);
        }
        out.end(array);
      }
      case Map<?, ?> map -> {
        int entries = out.begin(6);
        map.forEach((key, one) -> write(out, ITEMS, String.valueOf(key), one));
        out.end(entries);
      }
      default -> out.string(1, value.toString());
    }
  }

  /**
   * A KeyValue message as a field.
   *
   * @param key the field of its key
   */
  static void write(WireWriter out, int field, byte[] key, @Nullable Object value) {
    if (value instanceof Utf8Part text) {
      out.textAttribute(field, key, text.array(), text.from(), text.to());
      return;
    }
    int pair = out.begin(field);
    out.raw(key, 0, key.length);
    endPair(out, pair, value);
  }

  /** A KeyValue message as a field. */
  static void write(WireWriter out, int field, String key, @Nullable Object value) {
    int pair = out.begin(field);
    out.string(1, key);
    endPair(out, pair, value);
  }

  private static void endPair(WireWriter out, int pair, @Nullable Object value) {
    int inner = out.begin(VALUE);
    write(out, value);
    out.end(inner);
    out.end(pair);
  }
}
