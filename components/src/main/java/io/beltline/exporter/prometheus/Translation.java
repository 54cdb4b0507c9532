package io.beltline.exporter.prometheus;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of names: {@code translation_strategy}. */
enum Translation {
  ESCAPED_WITH_SUFFIXES("UnderscoreEscapingWithSuffixes", true, false),
  ESCAPED("UnderscoreEscapingWithoutSuffixes", false, false),
  UTF8_WITH_SUFFIXES("NoUTF8EscapingWithSuffixes", true, true),
  UTF8("NoTranslation", false, true);

  private final String word;
  private final boolean suffixes;
  private final boolean utf8;

  Translation(String word, boolean suffixes, boolean utf8) {
    this.word = word;
    this.suffixes = suffixes;
    this.utf8 = utf8;
  }

  /** The strategy of a word, or null if it is none. */
  static @Nullable Translation of(String word) {
    return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst().orElse(null);
  }

  /** The words users may write. */
  static String words() {
    return Arrays.stream(values()).map(t -> t.word).collect(Collectors.joining(", "));
  }

  /** Whether names end with unit and type. */
  boolean suffixes() {
    return suffixes;
  }

  /** Whether names keep their characters. */
  boolean utf8() {
    return utf8;
  }
}
