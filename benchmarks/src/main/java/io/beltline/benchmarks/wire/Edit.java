package io.beltline.benchmarks.wire;

import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a pipeline does to an item's attributes: one is written over or put in, one is put in, one
 * goes.
 *
 * @param updated the key whose text becomes {@code text}
 * @param inserted a key that is not there yet, and gets {@code text}
 * @param deleted a key that goes
 * @param text the value
 */
public record Edit(String updated, String inserted, String deleted, String text) {

  /** How the sum of an item changes with one of its attributes. */
  long change(int field, Wire attribute) {
    Wire key = attribute.inner();
    String name = "";
    while (key.next()) {
      name = key.field() == 1 ? new String(key.value(), StandardCharsets.UTF_8) : name;
    }
    long sum = attribute(field, attribute.inner());
    if (name.equals(deleted)) {
      return -sum;
    }
    return name.equals(updated) ? sum(field, updated) - sum : 0;
  }

  /** What the attribute that is put in adds to the sum of an item. */
  long insertion(int field) {
    return sum(field, inserted);
  }

  private long sum(int field, String key) {
    WireWriter out = new WireWriter(64);
    out.string(1, key);
    int any = out.begin(2);
    out.string(1, text);
    out.end(any);
    byte[] bytes = out.toSlice().toByteArray();
    return attribute(field, new Wire(bytes, 0, bytes.length));
  }

  private static long attribute(int field, Wire inner) {
    long sum = 0;
    while (inner.next()) {
      sum += inner.sum();
    }
    return Wire.mix(field, sum);
  }
}
