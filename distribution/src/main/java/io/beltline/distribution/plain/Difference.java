package io.beltline.distribution.plain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field that differs between two plain values.
 *
 * @param path the keys that lead to it: {@code attributes.http.route}, {@code events[0].name}
 * @param left what the first has, null if nothing
 * @param right what the second has, null if nothing
 */
public record Difference(String path, @Nullable Object left, @Nullable Object right) {

  /** All fields that differ. */
  public static List<Difference> between(@Nullable Object left, @Nullable Object right) {
    List<Difference> found = new ArrayList<>();
    new Walk(true, found).compare("", left, right);
    return found;
  }

  /**
   * The fields of a pattern that a value does not have so. Fields the pattern does not name may be
   * anything; one that is null in it must be absent; lists must have as many elements.
   */
  public static List<Difference> from(@Nullable Object pattern, @Nullable Object value) {
    List<Difference> found = new ArrayList<>();
    new Walk(false, found).compare("", pattern, value);
    return found;
  }

  /** A value as it is shown: as JSON, nothing as "nothing". */
  public static String shown(@Nullable Object value) {
    return value == null ? "nothing" : new String(JsonTree.write(value), StandardCharsets.UTF_8);
  }

  private record Walk(boolean whole, List<Difference> found) {

    void compare(String path, @Nullable Object left, @Nullable Object right) {
      if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
        fields(path, a, b);
      } else if (left instanceof Map<?, ?> a && right == null && !a.isEmpty()) {
        fields(path, a, Map.of());
      } else if (left == null && right instanceof Map<?, ?> b && whole && !b.isEmpty()) {
        fields(path, Map.of(), b);
      } else if (left instanceof List<?> a && right instanceof List<?> b && a.size() == b.size()) {
        for (int i = 0; i < a.size(); i++) {
          compare(path + "[" + i + "]", a.get(i), b.get(i));
        }
      } else if (!Objects.equals(left, right)) {
        found.add(new Difference(path, left, right));
      }
    }

    private void fields(String path, Map<?, ?> a, Map<?, ?> b) {
      Set<Object> keys = new LinkedHashSet<>(a.keySet());
      if (whole) {
        keys.addAll(b.keySet());
      }
      for (Object key : keys) {
        compare(path.isEmpty() ? String.valueOf(key) : path + "." + key, a.get(key), b.get(key));
      }
    }
  }
}
