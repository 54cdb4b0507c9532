package io.beltline.components.prometheus;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes names that Prometheus takes.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-specification/blob/main/specification/compatibility/prometheus_and_openmetrics.md">the
 *     rules</a>
 */
public final class Names {

  /**
   * What OpenTelemetry's data says of the end of a name. A sum that may fall is no gauge here: many
   * count objects with the unit {@code 1}, which makes them no ratio.
   */
  public enum Type {
    /** A sum that only grows. */
    COUNTER("total"),
    /** The last value of something. */
    GAUGE("ratio"),
    /** Everything else. */
    OTHER("");

    private final String ending;

    Type(String ending) {
      this.ending = ending;
    }

    private String ending(String unit) {
      return this != GAUGE || unit.equals("1") ? ending : "";
    }
  }

  private Names() {}

  /** The name of a metric, valid as the translation wants it, never empty. */
  public static String metric(
      Translation translation, String namespace, String name, String unit, Type type) {
    return translation.utf8()
        ? utf8Metric(translation, namespace, name, unit, type)
        : escapedMetric(translation, namespace, name, unit, type);
  }

  private static String escapedMetric(
      Translation translation, String namespace, String name, String unit, Type type) {
    boolean suffixes = translation.suffixes();
    List<String> tokens = tokens(name, !suffixes);
    if (suffixes) {
      addUnit(tokens, Units.main(unit), Units.per(unit));
      String ending = type.ending(unit);
      if (!ending.isEmpty()) {
        moveToEnd(tokens, ending);
      }
    }
    List<String> all = new ArrayList<>();
    if (isClassicMetric(namespace)) {
      all.add(namespace);
    } else {
      all.addAll(tokens(namespace, !suffixes));
    }
    all.addAll(tokens);
    String joined = String.join("_", all);
    return joined.isEmpty() || isDigit(joined.charAt(0)) ? "_" + joined : joined;
  }

  private static String utf8Metric(
      Translation translation, String namespace, String name, String unit, Type type) {
    String result = namespace.isEmpty() ? name : namespace + "_" + name;
    if (translation.suffixes()) {
      String last = type.ending(unit);
      result = without(result, last);
      String main = Units.main(unit);
      String per = Units.per(unit);
      result = without(result, per);
      result = with(with(with(without(result, main), main), per), last);
    }
    return result.isEmpty() ? "_" : result;
  }

  private static String without(String name, String suffix) {
    return !suffix.isEmpty() && name.endsWith(suffix) && name.length() > suffix.length() + 1
        ? name.substring(0, name.length() - suffix.length() - 1)
        : name;
  }

  private static String with(String name, String suffix) {
    return suffix.isEmpty() || name.equals(suffix) ? name : name + "_" + suffix;
  }

  /** Adds what the name does not say already, anywhere in it. */
  private static void addUnit(List<String> tokens, String main, String per) {
    List<String> mainTokens = tokens(main, false);
    List<String> perTokens = tokens(per, false);
    if (java.util.Collections.indexOfSubList(tokens, mainTokens) < 0) {
      tokens.addAll(mainTokens);
    }
    if (java.util.Collections.indexOfSubList(tokens, perTokens) < 0) {
      tokens.addAll(perTokens);
    }
  }

  private static void moveToEnd(List<String> tokens, String token) {
    tokens.removeIf(token::equals);
    tokens.add(token);
  }

  /** The runs of letters, digits and colons, and of underscores where they are to be kept. */
  private static List<String> tokens(String text, boolean underscores) {
    List<String> tokens = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside =
          i < text.length() && (isPart(text.charAt(i)) || (underscores && text.charAt(i) == '_'));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        tokens.add(text.substring(start, i));
        start = -1;
      }
    }
    return tokens;
  }

  /** The name of a label, valid as the translation wants it, never empty. */
  public static String label(Translation translation, String key) {
    if (translation.utf8()) {
      return key.isEmpty() ? "_" : key;
    }
    if (isPlainLabel(key)) {
      return key;
    }
    StringBuilder out = new StringBuilder(key.length() + 4);
    boolean gap = false;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean part = isPart(c) && c != ':';
      if (part) {
        out.append(c);
      } else if (!gap) {
        out.append('_');
      }
      gap = !part;
    }
    if (out.isEmpty()) {
      return "key_empty";
    }
    char first = out.charAt(0);
    if (isDigit(first)) {
      out.insert(0, "key_");
    } else if (first == '_') {
      out.insert(0, "key");
    }
    return out.toString();
  }

  /**
   * Whether a label name needs no change: no bad character, no run of underscores, no bad start.
   */
  private static boolean isPlainLabel(String key) {
    if (key.isEmpty() || isDigit(key.charAt(0)) || key.charAt(0) == '_') {
      return false;
    }
    char before = 'a';
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '_' ? before == '_' : !isPart(c) || c == ':') {
        return false;
      }
      before = c;
    }
    return true;
  }

  /** Whether a name of a metric needs no quotes. */
  public static boolean isClassicMetric(String name) {
    return isClassic(name, true);
  }

  /** Whether a name of a label needs no quotes. */
  public static boolean isClassicLabel(String name) {
    return isClassic(name, false);
  }

  private static boolean isClassic(String name, boolean colons) {
    if (name.isEmpty() || isDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && (!isPart(c) || (c == ':' && !colons))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == ':';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
