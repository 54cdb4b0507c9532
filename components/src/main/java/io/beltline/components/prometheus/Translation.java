package io.beltline.components.prometheus;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of names: {@code translation_strategy}. */
public enum Translation {
  /** Classic names with suffixes. */
  ESCAPED_WITH_SUFFIXES("UnderscoreEscapingWithSuffixes", true, false),
  /** Classic names without suffixes. */
  ESCAPED("UnderscoreEscapingWithoutSuffixes", false, false),
  /** Names as they are, with suffixes. */
  UTF8_WITH_SUFFIXES("NoUTF8EscapingWithSuffixes", true, true),
  /** Names as they are. */
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
  public static @Nullable Translation of(String word) {
    return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst().orElse(null);
  }

  /** The words users may write. */
  public static String words() {
    return Arrays.stream(values()).map(t -> t.word).collect(Collectors.joining(", "));
  }

  /** Whether names end with unit and type. */
  public boolean suffixes() {
    return suffixes;
  }

  /** Whether names keep their characters. */
  public boolean utf8() {
    return utf8;
  }
}
