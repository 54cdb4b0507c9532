package io.beltline.model.otlp;

import io.beltline.model.Slice;

/**
 * An attribute in wire form, made once and written many times.
 *
 * @param key the key
 * @param encoded the content of a KeyValue message
 */
public record Attribute(AttributeKey key, Slice encoded) {

  /** A key with any value. */
  public static Attribute of(AttributeKey key, Value value) {
    WireWriter out = new WireWriter(key.utf8.length + value.encoded().length() + 8);
    out.bytes(1, key.utf8).bytes(2, value.encoded());
    return new Attribute(key, out.toSlice());
  }

  /** A key with any value. */
  public static Attribute of(String key, Value value) {
    return of(AttributeKey.of(key), value);
  }

  /** A key with a text. */
  public static Attribute of(String key, String value) {
    return of(key, Value.of(value));
  }

  /** A key with an integer. */
  public static Attribute of(String key, long value) {
    return of(key, Value.of(value));
  }

  /** A key with a floating-point number. */
  public static Attribute of(String key, double value) {
    return of(key, Value.of(value));
  }

  /** A key with true or false. */
  public static Attribute of(String key, boolean value) {
    return of(key, Value.of(value));
  }
}
