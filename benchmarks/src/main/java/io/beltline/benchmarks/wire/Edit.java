package io.beltline.benchmarks.wire;

import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline does to items, by their attributes.
 *
 * @param updated the keys whose text becomes another
 * @param inserted keys that are not there yet, with their text
 * @param deleted keys that go
 * @param kept which items stay, null for all
 */
public record Edit(
    Map<String, String> updated,
    Map<String, String> inserted,
    Set<String> deleted,
    @Nullable Kept kept) {

  /** Nothing is done. */
  public static final Edit NOTHING = new Edit(Map.of(), Map.of(), Set.of(), null);

  /**
   * Which items stay.
   *
   * @param key an attribute that is a number
   * @param least the smallest number of one that stays
   * @param oneIn how many items of a request stay: one in so many
   */
  public record Kept(String key, long least, int oneIn) {}

  /** Copies what is given. */
  public Edit {
    updated = Map.copyOf(updated);
    inserted = Map.copyOf(inserted);
    deleted = Set.copyOf(deleted);
  }

  /** The same with a text that becomes another. */
  public Edit update(String key, String text) {
    Map<String, String> more = new HashMap<>(updated);
    more.put(key, text);
    return new Edit(more, inserted, deleted, kept);
  }

  /** The same with an attribute that is put in. */
  public Edit insert(String key, String text) {
    Map<String, String> more = new HashMap<>(inserted);
    more.put(key, text);
    return new Edit(updated, more, deleted, kept);
  }

  /** The same with an attribute that goes. */
  public Edit delete(String key) {
    Set<String> more = new HashSet<>(deleted);
    more.add(key);
    return new Edit(updated, inserted, more, kept);
  }

  /** The same for a part of the items; the others go. */
  public Edit keep(Kept some) {
    return new Edit(updated, inserted, deleted, some);
  }

  /** Whether an item stays, as far as one of its attributes says. */
  boolean drops(Wire attribute) {
    return kept != null
        && key(attribute.inner()).equals(kept.key)
        && number(attribute.inner()) < kept.least;
  }

  /** How the sum of an item changes with one of its attributes. */
  long change(int field, Wire attribute) {
    String name = key(attribute.inner());
    long sum = attribute(field, attribute.inner());
    if (deleted.contains(name)) {
      return -sum;
    }
    String text = updated.get(name);
    return text == null ? 0 : sum(field, name, text) - sum;
  }

  /** What the attributes that are put in add to the sum of an item. */
  long insertion(int field) {
    return inserted.entrySet().stream()
        .mapToLong(entry -> sum(field, entry.getKey(), entry.getValue()))
        .sum();
  }

  private static String key(Wire attribute) {
    String name = "";
    while (attribute.next()) {
      name = attribute.field() == 1 ? new String(attribute.value(), StandardCharsets.UTF_8) : name;
    }
    return name;
  }

  private static long number(Wire attribute) {
    long number = 0;
    while (attribute.next()) {
      if (attribute.field() == 2) {
        for (Wire value = attribute.inner(); value.next(); ) {
          number = value.field() == 3 ? value.number() : number;
        }
      }
    }
    return number;
  }

  private static long sum(int field, String key, String text) {
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
