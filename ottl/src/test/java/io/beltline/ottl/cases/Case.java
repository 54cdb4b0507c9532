package io.beltline.ottl.cases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a case file: what is written, what it is run on, and what becomes of that.
 *
 * <p>Exactly one of {@code statement}, {@code statements}, {@code value} and {@code condition} is
 * given.
 */
record Case(String file, int number, String signal, Map<String, @Nullable Object> entry) {

  String name() {
    return file + " " + number + ": " + title();
  }

  private String title() {
    for (String key : new String[] {"name", "statement", "value", "condition", "statements"}) {
      Object text = entry.get(key);
      if (text != null) {
        return String.valueOf(text);
      }
    }
    return "?";
  }

  boolean has(String key) {
    return entry.containsKey(key);
  }

  @Nullable Object get(String key) {
    return entry.get(key);
  }

  String text(String key) {
    return String.valueOf(entry.get(key));
  }

  @Override
  public String toString() {
    return name();
  }
}
