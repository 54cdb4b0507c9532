package io.beltline.components.prometheus;

import static java.util.Map.entry;

import java.util.Map;

/** The words that units become in names. */
public final class Units {
  private static final Map<String, String> MAIN =
      Map.ofEntries(
          entry("d", "days"),
          entry("h", "hours"),
          entry("min", "minutes"),
          entry("s", "seconds"),
          entry("ms", "milliseconds"),
          entry("us", "microseconds"),
          entry("ns", "nanoseconds"),
          entry("By", "bytes"),
          entry("KiBy", "kibibytes"),
          entry("MiBy", "mebibytes"),
          entry("GiBy", "gibibytes"),
          entry("TiBy", "tibibytes"),
          entry("KBy", "kilobytes"),
          entry("MBy", "megabytes"),
          entry("GBy", "gigabytes"),
          entry("TBy", "terabytes"),
          entry("m", "meters"),
          entry("V", "volts"),
          entry("A", "amperes"),
          entry("J", "joules"),
          entry("W", "watts"),
          entry("g", "grams"),
          entry("Cel", "celsius"),
          entry("Hz", "hertz"),
          entry("1", ""),
          entry("%", "percent"));

  private static final Map<String, String> PER =
      Map.of(
          "s", "second",
          "m", "minute",
          "h", "hour",
          "d", "day",
          "w", "week",
          "mo", "month",
          "y", "year");

  private Units() {}

  /** What is counted: {@code bytes} of {@code By/s}; empty if that needs no word. */
  public static String main(String unit) {
    int slash = unit.indexOf('/');
    return word(MAIN, slash < 0 ? unit : unit.substring(0, slash));
  }

  /** What it is counted by: {@code per_second} of {@code By/s}; empty if there is nothing. */
  public static String per(String unit) {
    int slash = unit.indexOf('/');
    String word = slash < 0 ? "" : word(PER, unit.substring(slash + 1));
    return word.isEmpty() ? "" : "per_" + word;
  }

  /** Braces hold a note, no unit. */
  private static String word(Map<String, String> words, String part) {
    String trimmed = part.strip();
    return trimmed.indexOf('{') >= 0 || trimmed.indexOf('}') >= 0
        ? ""
        : words.getOrDefault(trimmed, trimmed);
  }

  /**
   * The unit that words of a name stand for: {@code By/s} for {@code bytes_per_second}; the words
   * themselves if they are not known.
   */
  public static String ucum(String words) {
    int per = words.indexOf("_per_");
    String main = unit(MAIN, per < 0 ? words : words.substring(0, per));
    String by = per < 0 ? "" : words.substring(per + "_per_".length());
    return by.isEmpty() ? main : main + "/" + unit(PER, by);
  }

  private static String unit(Map<String, String> words, String word) {
    if (word.equals("ratio")) {
      return "1";
    }
    return words.entrySet().stream()
        .filter(known -> known.getValue().equals(word) && !word.isEmpty())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(word);
  }
}
