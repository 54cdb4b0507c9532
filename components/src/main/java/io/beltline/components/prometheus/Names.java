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
  private static final String TOTAL = "total";
  private static final String RATIO = "ratio";

  private Names() {}

  /** The name of a metric, valid as the translation wants it, never empty. */
  public static String metric(
      Translation translation, String namespace, String name, String unit, Kind kind) {
    return translation.utf8()
        ? utf8Metric(translation, namespace, name, unit, kind)
        : escapedMetric(translation, namespace, name, unit, kind);
  }

  private static String escapedMetric(
      Translation translation, String namespace, String name, String unit, Kind kind) {
    List<String> tokens = tokens(name);
    if (translation.suffixes()) {
      addUnit(tokens, Units.main(unit), Units.per(unit));
      if (kind == Kind.COUNTER) {
        moveToEnd(tokens, TOTAL);
      } else if (kind == Kind.GAUGE && unit.equals("1")) {
        moveToEnd(tokens, RATIO);
      }
    }
    List<String> all = tokens(namespace);
    all.addAll(tokens);
    String joined = String.join("_", all);
    return joined.isEmpty() || isDigit(joined.charAt(0)) ? "_" + joined : joined;
  }

  private static String utf8Metric(
      Translation translation, String namespace, String name, String unit, Kind kind) {
    String result = namespace.isEmpty() ? name : namespace + "_" + name;
    if (translation.suffixes()) {
      String last =
          kind == Kind.COUNTER ? TOTAL : kind == Kind.GAUGE && unit.equals("1") ? RATIO : "";
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
    List<String> mainTokens = tokens(main);
    List<String> perTokens = tokens(per);
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

  /** The runs of letters, digits and colons. */
  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && isPart(text.charAt(i));
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
