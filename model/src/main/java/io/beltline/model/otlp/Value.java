package io.beltline.model.otlp;

import io.beltline.model.Slice;
import java.util.List;
import java.util.Map;

/**
 * An immutable attribute value in wire form.
 *
 * @param encoded the content of an AnyValue message
 */
public record Value(Slice encoded) {
  /** No value: an AnyValue of which no member is set. */
  public static final Value EMPTY = new Value(Slice.EMPTY);

  /** A text. */
  public static Value of(String text) {
    return new Value(new WireWriter(text.length() + 8).string(1, text).toSlice());
  }

  /** True or false. */
  public static Value of(boolean flag) {
    return new Value(new WireWriter(2).bool(2, flag).toSlice());
  }

  /** An integer. */
  public static Value of(long number) {
    return new Value(new WireWriter(11).varint(3, number).toSlice());
  }

  /** A floating-point number. */
  public static Value of(double number) {
    return new Value(new WireWriter(9).float64(4, number).toSlice());
  }

  /** Bytes. */
  public static Value of(byte[] bytes) {
    return new Value(new WireWriter(bytes.length + 8).bytes(7, bytes).toSlice());
  }

  /** An array of values. */
  public static Value of(List<Value> values) {
    WireWriter out = new WireWriter();
    int array = out.begin(5);
    for (Value value : values) {
      out.bytes(1, value.encoded);
    }
    out.end(array);
    return new Value(out.toSlice());
  }

  /** A map, in the order of its entries. */
  public static Value of(Map<String, Value> entries) {
    WireWriter out = new WireWriter();
    int map = out.begin(6);
    entries.forEach((key, value) -> out.attribute(1, Attribute.of(key, value)));
    out.end(map);
    return new Value(out.toSlice());
  }

  /** A copy of the value that a view shows. */
  public static Value copyOf(AnyValueView view) {
    return new Value(Slice.of(view.toSlice().toByteArray()));
  }

  /** The value as text, as {@link AnyValueView#asString} gives it. */
  public String asString() {
    AnyValueView view = new AnyValueView();
    view.wrap(encoded);
    return view.asString();
  }
}
