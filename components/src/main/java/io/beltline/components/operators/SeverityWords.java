package io.beltline.components.operators;

import io.beltline.components.operators.SeverityConfig.Preset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What words mean as severities. Read-only once it is filled. */
final class SeverityWords {
  private static final List<String> NAMES =
      List.of("trace", "debug", "info", "warn", "error", "fatal");

  private final Map<String, Integer> numbers = new HashMap<>();

  /** What words of small letters mean in capitals, which need not be made small then. */
  private final Map<String, Integer> uppers = new HashMap<>();

  SeverityWords(Preset preset) {
    if (preset == Preset.NONE) {
      return;
    }
    for (int number = 1; number <= 24; number++) {
      add(name(number).toLowerCase(Locale.ROOT), number);
      add(String.valueOf(number), number);
    }
    if (preset == Preset.DEFAULT) {
      for (int i = 0; i < 4; i++) {
        String digit = i == 0 ? "" : String.valueOf(i + 1);
        add("warning" + digit, 13 + i);
        add("err" + digit, 17 + i);
      }
    }
  }

  void add(String word, int number) {
    numbers.put(word, number);
    String upper = word.toUpperCase(Locale.ROOT); // as most write it
    if (upper.toLowerCase(Locale.ROOT).equals(word)) {
      uppers.put(upper, number);
    }
  }

  /** The short name of a severity: WARN, INFO3. */
  static String name(int number) {
    String name = NAMES.get((number - 1) / 4).toUpperCase(Locale.ROOT);
    int step = (number - 1) % 4;
    return step == 0 ? name : name + (step + 1);
  }

  /** The number of a severity's name or number; 0 for default, -1 for none. */
  static int number(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    if (word.equals("default") || word.equals("0")) {
      return 0;
    }
    return new SeverityWords(Preset.OTEL).numbers.getOrDefault(word, -1);
  }

  /** What a word means; 0 for nothing. */
  int of(String word) {
    Integer number = numbers.get(word);
    if (number == null) {
      number = uppers.get(word);
    }
    return number != null ? number : numbers.getOrDefault(word.toLowerCase(Locale.ROOT), 0);
  }
}
