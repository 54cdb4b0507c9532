package io.beltline.components.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlatMapTest {

  @Property(seed = "41")
  void isAsALinkedHashMap(@ForAll @Size(max = 60) List<@IntRange(max = 149) Integer> steps) {
    FlatMap flat = new FlatMap();
    Map<String, @Nullable Object> linked = new LinkedHashMap<>();
    for (int step : steps) {
      String key = "key " + step % 25;
      Object value = step % 7 == 0 ? null : "value " + step;
      switch (step / 25) {
        case 0, 1 -> assertThat(flat.put(key, value)).isEqualTo(linked.put(key, value));
        case 2 -> assertThat(flat.remove(key)).isEqualTo(linked.remove(key));
        case 3 -> {
          Map<String, Object> more = Map.of(key, "more");
          flat.putAll(more);
          linked.putAll(more);
        }
        case 4 -> {
          removeThird(flat);
          removeThird(linked);
        }
        default -> {
          set(flat, "set");
          set(linked, "set");
        }
      }
      assertThat(flat.get(key)).isEqualTo(linked.get(key));
      assertThat(flat.containsKey(key)).isEqualTo(linked.containsKey(key));
      same(flat, linked);
    }
    FlatMap copy = new FlatMap(3);
    copy.putAll(flat);
    same(copy, linked);
    flat.clear();
    assertThat(flat).isEmpty();
  }

  private static void same(FlatMap flat, Map<String, @Nullable Object> linked) {
    assertThat(flat).hasSameSizeAs(linked).isEqualTo(linked).hasSameHashCodeAs(linked);
    assertThat(linked).isEqualTo(flat);
    assertThat(new ArrayList<>(flat.keySet())).isEqualTo(new ArrayList<>(linked.keySet()));
    List<String> each = new ArrayList<>();
    flat.forEach((key, value) -> each.add(key + value));
    List<String> expected = new ArrayList<>();
    linked.forEach((key, value) -> expected.add(key + value));
    assertThat(each).isEqualTo(expected);
  }

  private static void removeThird(Map<String, @Nullable Object> map) {
    Iterator<String> keys = map.keySet().iterator();
    for (int i = 0; i < 3 && keys.hasNext(); i++) {
      keys.next();
      if (i == 2) {
        keys.remove();
      }
    }
  }

  private static void set(Map<String, @Nullable Object> map, String value) {
    map.entrySet().stream().skip(1).findFirst().ifPresent(entry -> entry.setValue(value));
  }

  @Test
  void aTextThatNobodyHasLookedAtBecomesAStringForWhoAsks() {
    byte[] line = "level=wärn".getBytes(StandardCharsets.UTF_8);
    FlatMap parsed = new FlatMap(2);
    parsed.add("level", new Utf8Part(line, 6, line.length));
    parsed.add("key", new Utf8Part(line, 0, 5));
    FlatMap map = new FlatMap();
    map.putAll(parsed);

    List<Object> unseen = new ArrayList<>();
    map.eachUnseen((key, value) -> unseen.add(value));
    assertThat(unseen).hasOnlyElementsOfType(Utf8Part.class);
    assertThat(map.get("level")).isEqualTo("wärn");
    assertThat(map.put("key", 1L)).isEqualTo("level");
    assertThat(parsed).isEqualTo(Map.of("level", "wärn", "key", "level"));
  }

  @Test
  void itDoesSoWhenItGetsMany() {
    byte[] line = "text".getBytes(StandardCharsets.UTF_8);
    FlatMap map = new FlatMap();
    for (int i = 0; i < 40; i++) {
      FlatMap one = new FlatMap(1);
      one.add("key " + i, new Utf8Part(line, 0, 4));
      map.putAll(one);
    }
    assertThat(map.values()).hasSize(40).containsOnly("text");
  }
}
