package io.beltline.receiver.httpcheck;

import io.beltline.components.expression.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path to a value within JSON: names and positions with dots between, {@code items.0.name}. A
 * name may have the wildcards {@code *} and {@code ?}; the first field that fits counts. {@code #}
 * is the number of elements, or with more behind it what that finds in each. A backslash takes the
 * meaning from what follows. Immutable.
 *
 * @param text as it was written
 * @param steps one after another
 * @see <a href="https://github.com/tidwall/gjson/blob/master/SYNTAX.md">the syntax, without
 *     queries, modifiers and literals</a>
 */
public record JsonPath(String text, List<Step> steps) {
  private static final String NOT_SUPPORTED = "|@!{}[]()=<>%~";

  /**
   * A step.
   *
   * @param name a name, or the digits of a position
   * @param wild where it has wildcards
   */
  public record Step(String name, Set<Integer> wild) {
    boolean isEach() {
      return name.equals("#");
    }

    /** Takes the shortest for each star, and goes back to the last one only: no blow-up. */
    boolean fits(String key) {
      int at = 0;
      int in = 0;
      int star = -1;
      int resume = 0;
      while (in < key.length()) {
        boolean special = wild.contains(at);
        if (special && name.charAt(at) == '*') {
          star = at++;
          resume = in;
        } else if (at < name.length() && (special || name.charAt(at) == key.charAt(in))) {
          at++;
          in++;
        } else if (star >= 0) {
          at = star + 1;
          in = ++resume;
        } else {
          return false;
        }
      }
      while (wild.contains(at) && name.charAt(at) == '*') {
        at++;
      }
      return at == name.length();
    }
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it is none, or has what is not supported
   */
  public static JsonPath parse(String text) {
    String path = text.startsWith("$.") ? text.substring(2) : text;
    List<Step> steps = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    List<Integer> wild = new ArrayList<>();
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '.') {
        steps.add(step(text, name.toString(), wild));
        name.setLength(0);
        wild.clear();
        continue;
      }
      char c = path.charAt(i);
      if (NOT_SUPPORTED.indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            "\"%s\" has %s at %d (expected: names and positions with dots between, * and ? and #)"
                .formatted(text, c, text.length() - path.length() + i));
      }
      if (c == '\\' && i + 1 < path.length()) {
        c = path.charAt(++i);
      } else if (c == '*' || c == '?') {
        wild.add(name.length());
      }
      name.append(c);
    }
    return new JsonPath(text, List.copyOf(steps));
  }

  private static Step step(String text, String name, List<Integer> wild) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has an empty step (expected: a path such as items.0.name)");
    }
    return new Step(name, Set.copyOf(wild));
  }

  /** The text of what is there in a value of {@link JsonText}; empty if nothing is. */
  Optional<String> find(@Nullable Object json) {
    return find(json, 0).map(found -> words(found.value));
  }

  private record Found(@Nullable Object value) {}

  private Optional<Found> find(@Nullable Object value, int at) {
    if (at == steps.size()) {
      return Optional.of(new Found(value));
    }
    Step step = steps.get(at);
    return switch (value) {
      case Map<?, ?> fields -> {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          if (step.fits(String.valueOf(field.getKey()))) {
            yield find(field.getValue(), at + 1);
          }
        }
        yield Optional.empty();
      }
      case List<?> elements when step.isEach() -> each(elements, at + 1);
      case List<?> elements -> {
        int position = position(step.name);
        yield position < 0 || position >= elements.size()
            ? Optional.empty()
            : find(elements.get(position), at + 1);
      }
      case null, default -> Optional.empty();
    };
  }

  private Optional<Found> each(List<?> elements, int behind) {
    if (behind == steps.size()) {
      return Optional.of(new Found((long) elements.size()));
    }
    List<@Nullable Object> all = new ArrayList<>();
    elements.forEach(element -> find(element, behind).ifPresent(found -> all.add(found.value)));
    return Optional.of(new Found(all));
  }

  private static int position(String digits) {
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> text;
      case Double number when !number.isInfinite() && !number.isNaN() -> {
        BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
        yield decimal.toPlainString();
      }
      case Map<?, ?> _, List<?> _ -> JsonText.write(value);
      default -> value.toString();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
