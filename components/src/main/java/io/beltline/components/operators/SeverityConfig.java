package io.beltline.components.operators;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the severity of an entry stands, and what its words mean.
 *
 * @param parseFrom the field
 * @param preset which words are known without a mapping
 * @param mapping words, numbers and ranges by severity
 * @param overwriteText whether the text becomes the short name of the severity
 */
public record SeverityConfig(
    @Doc("The field with the severity.") @Nullable Field parseFrom,
    @Default("default") @Doc("Which words are known: default, otel or none.") Preset preset,
    @Doc(
            "What else means a severity (error, warn3, ...): a word, a number, a range of min and"
                + " max, 2xx to 5xx, or a list of these.")
        Map<String, ConfigNode> mapping,
    @Doc(
            "Whether the severity text becomes the short name, such as ERROR, instead of what was"
                + " read.")
        boolean overwriteText)
    implements Validated {

  /** The words that are known without a mapping. */
  public enum Preset {
    /** Names, numbers and usual words. */
    DEFAULT,
    /** Names and numbers of OTLP's severities. */
    @Key(aliases = "aliases")
    OTEL,
    /** Nothing. */
    NONE
  }

  @Override
  public void validate(Problems problems) {
    if (parseFrom == null) {
      problems.add("parse_from", "is missing (expected: the field with the severity)");
    }
    SeverityWords words = new SeverityWords(preset);
    mapping.forEach(
        (severity, values) -> {
          String wrong = add(words, severity, values);
          if (wrong != null) {
            problems.add("mapping::" + severity, wrong);
          }
        });
  }

  /** The words; of a valid configuration. */
  SeverityWords words() {
    SeverityWords words = new SeverityWords(preset);
    mapping.forEach((severity, values) -> add(words, severity, values));
    return words;
  }

  private static @Nullable String add(SeverityWords words, String severity, ConfigNode values) {
    int number = SeverityWords.number(severity);
    if (number < 0) {
      return "\""
          + severity
          + "\" is no severity (expected: trace, debug, info, warn, error, fatal, these with 2, 3"
          + " or 4, or default)";
    }
    List<ConfigNode> all = values instanceof ConfigList list ? list.items() : List.of(values);
    for (ConfigNode value : all) {
      if (value instanceof ConfigMap map) {
        if (!(plain(map, "min") instanceof Long min)
            || !(plain(map, "max") instanceof Long max)
            || map.keys().size() != 2) {
          return "has a range that is none (expected: min and max, whole numbers)";
        }
        if (Math.abs(max - min) > 100_000) {
          return "has a range of more than 100000 numbers";
        }
        for (long n = Math.min(min, max); n <= Math.max(min, max); n++) {
          words.add(String.valueOf(n), number);
        }
      } else {
        word(words, String.valueOf(value.original()), number);
      }
    }
    return null;
  }

  private static @Nullable Object plain(ConfigMap map, String key) {
    ConfigNode node = map.value(key);
    return node == null ? null : node.plain();
  }

  private static void word(SeverityWords words, String text, int number) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.matches("[2-5]xx")) {
      int first = 100 * (word.charAt(0) - '0');
      for (int n = first; n < first + 100; n++) {
        words.add(String.valueOf(n), number);
      }
    } else {
      words.add(word, number);
    }
  }
}
