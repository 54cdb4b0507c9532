package io.beltline.ottl.function;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patterns under their names: those that come with the project, and those of a statement. */
final class GrokLibrary {
  private static final Map<String, String> STANDARD = read();

  private final Map<String, String> own;

  GrokLibrary(Map<String, String> own) {
    this.own = Map.copyOf(own);
  }

  private static Map<String, String> read() {
    Map<String, String> patterns = new HashMap<>();
    for (String line : DataFile.lines("grok.patterns")) {
      int space = line.indexOf(' ');
      patterns.put(line.substring(0, space), line.substring(space + 1));
    }
    return Map.copyOf(patterns);
  }

  /** The pattern of a name, or null. */
  @Nullable String find(String name) {
    return own.getOrDefault(name, STANDARD.get(name));
  }

  /** The names of the patterns that come with the project. */
  static Iterable<String> standard() {
    return STANDARD.keySet();
  }
}
