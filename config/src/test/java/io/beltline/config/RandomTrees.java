package io.beltline.config;

import io.beltline.config.ConfigScalar.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Makes trees from a seed. */
final class RandomTrees {
  private static final Position HERE = Position.of("here");
  private static final List<String> PLAIN =
      List.of("1", "-5", "0x1F", "65_536", "1e3", ".5", "true", "", "~", "5s", "word", ".nan");
  private static final List<String> QUOTED =
      List.of(
          "on", "1", "null", "a: b", "a #b", "- x", "---", "10:30", "5s", "", " x ", "a\nb", "<<");
  private static final List<String> KEYS =
      List.of(
          "text", "number", "wait", "ratio", "secret", "inner", "list", "map", "size", "names",
          "flag");
  private static final String CHARACTERS =
      "ab: #-'\"\\\n\t\r{}[],&*!|>%@`?~=<\u00e4\u20ac\u0000\u0085\u2028\uFEFF";

  private final Random random;

  RandomTrees(long seed) {
    this.random = new Random(seed);
  }

  /** Anything, at most so many levels deep. */
  ConfigNode node(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 0, 1 -> scalar();
      case 2 -> list(depth - 1);
      default -> map(depth, this::text, () -> node(depth - 1));
    };
  }

  /** A map with the keys of a record. */
  ConfigMap sample() {
    return map(1, () -> pick(KEYS), () -> shaped(3));
  }

  /** A map whose keys say what is below: {@code m0} a map, {@code v0} something else. */
  ConfigMap layer(int depth) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean inner = depth > 0 && random.nextBoolean();
      String key = (inner ? "m" : "v") + random.nextInt(3);
      ConfigNode value = inner ? layer(depth - 1) : random.nextBoolean() ? scalar() : list(0);
      entries.put(key, new ConfigMap.Entry(key, HERE, value));
    }
    return new ConfigMap(entries, HERE);
  }

  private ConfigNode shaped(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 0, 1 -> scalar();
      case 2 -> new ConfigList(List.of(shaped(depth - 1)), HERE);
      default -> map(depth, () -> pick(KEYS), () -> shaped(depth - 1));
    };
  }

  private ConfigList list(int depth) {
    List<ConfigNode> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(node(depth));
    }
    return new ConfigList(items, HERE);
  }

  private ConfigMap map(int depth, Supplier<String> keys, Supplier<ConfigNode> values) {
    Map<String, ConfigMap.Entry> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(depth + 3); i > 0; i--) {
      String key = keys.get();
      entries.put(key, new ConfigMap.Entry(key, HERE, values.get()));
    }
    return new ConfigMap(entries, HERE);
  }

  private ConfigScalar scalar() {
    return random.nextBoolean()
        ? new ConfigScalar(pick(PLAIN), Style.PLAIN, HERE)
        : new ConfigScalar(text(), Style.DOUBLE_QUOTED, HERE);
  }

  private String text() {
    if (random.nextBoolean()) {
      return pick(QUOTED);
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(0x10000 + random.nextInt(0x1000));
      } else {
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
    }
    return text.toString();
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
