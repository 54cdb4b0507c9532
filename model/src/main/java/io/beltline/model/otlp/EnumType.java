package io.beltline.model.otlp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names and numbers of an enumeration. Enumerations are open: other numbers may occur. */
public final class EnumType {
  private final String name;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  EnumType(String name, Object... pairs) {
    this.name = name;
    for (int i = 0; i < pairs.length; i += 2) {
      String label = (String) pairs[i];
      Integer number = (Integer) pairs[i + 1];
      numbers.put(label, number);
      names.putIfAbsent(number, label);
    }
  }

  /** The full name in the .proto file. */
  public String name() {
    return name;
  }

  /** The number of a name such as {@code SPAN_KIND_SERVER}, or null. */
  public @Nullable Integer number(String label) {
    return numbers.get(label);
  }

  /** The name of a number, or null. */
  public @Nullable String label(int number) {
    return names.get(number);
  }
}
