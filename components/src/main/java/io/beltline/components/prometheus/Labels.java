package io.beltline.components.prometheus;

import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.ScopeMetricsView;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Labels of series, by name, and as they are written: {@code a="1",b="2"}. That text is also what a
 * served series is known by. Empty values are left out, as Prometheus takes them for absent.
 */
public final class Labels {
  private static final String SEPARATOR = ";";
  private static final String EXPORTED = "exported_";

  private Labels() {}

  /**
   * Labels of a series.
   *
   * @param fixed names that are taken, valid, with their values
   * @param reserved a name that the type needs for itself, empty if none
   * @param attributes by their keys; those that meet in one name are joined in the order of keys
   */
  public static SortedMap<String, String> of(
      Translation translation,
      SortedMap<String, String> fixed,
      String reserved,
      SortedMap<String, String> attributes) {
    TreeMap<String, String> labels = new TreeMap<>(fixed);
    attributes.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            String name = free(Names.label(translation, key), fixed, reserved);
            labels.merge(name, value, (a, b) -> a + SEPARATOR + b);
          }
        });
    return labels;
  }

  /**
   * Adds the labels of a scope: its name, version, schema and attributes. Those that meet in one
   * name are joined; name, version and schema win over attributes.
   */
  public static void ofScope(
      Translation translation, ScopeMetricsView scope, SortedMap<String, String> labels) {
    InstrumentationScopeView view = scope.scope();
    for (var walk = view.attributes(); walk.next(); ) {
      String name = Names.label(translation, "otel_scope_" + walk.item().key());
      labels.merge(name, walk.item().value().asString(), (a, b) -> a + SEPARATOR + b);
    }
    put(labels, "otel_scope_name", view.name());
    put(labels, "otel_scope_version", view.version());
    put(labels, "otel_scope_schema_url", scope.schemaUrl());
  }

  private static void put(SortedMap<String, String> labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
  }

  /** A name that is neither taken nor needed by the format. */
  private static String free(String name, Map<String, String> fixed, String reserved) {
    String free = name;
    while (fixed.containsKey(free) || free.equals(reserved) || free.equals("__name__")) {
      free = EXPORTED + free;
    }
    return free;
  }

  /** The text of labels; names that are not classic stand in quotes. */
  public static String text(SortedMap<String, String> labels) {
    StringBuilder out = new StringBuilder(32 * labels.size());
    labels.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            return;
          }
          if (!out.isEmpty()) {
            out.append(',');
          }
          if (Names.isClassicLabel(name)) {
            out.append(name);
          } else {
            quoted(out, name);
          }
          quoted(out.append('='), value);
        });
    return out.toString();
  }

  /** Writes a text in quotes, with what must be escaped escaped. */
  public static void quoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  /** The same with the names as a scraper takes them; labels that meet in one name are joined. */
  public static String escaped(String text, EscapingScheme scheme) {
    if (scheme == EscapingScheme.ALLOW_UTF_8 || text.indexOf('"') < 0 || !hasQuotedName(text)) {
      return text;
    }
    TreeMap<String, String> labels = new TreeMap<>();
    each(
        text,
        (name, value) -> labels.merge(scheme.label(name), value, (a, b) -> a + SEPARATOR + b));
    return text(labels);
  }

  /** Tells the names and values of a text. */
  public static void each(String text, BiConsumer<String, String> told) {
    int at = 0;
    while (at < text.length()) {
      int nameEnd = text.charAt(at) == '"' ? closing(text, at) + 1 : text.indexOf('=', at);
      int valueEnd = closing(text, nameEnd + 1) + 1;
      told.accept(unquoted(text, at, nameEnd), unquoted(text, nameEnd + 1, valueEnd));
      at = valueEnd + 1;
    }
  }

  private static boolean hasQuotedName(String text) {
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '"') {
        return true;
      }
      at = closing(text, text.indexOf('=', at) + 1) + 2;
    }
    return false;
  }

  /** Where the quote ends that begins at a position. */
  private static int closing(String text, int quote) {
    int at = quote + 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static String unquoted(String text, int from, int to) {
    if (text.charAt(from) != '"') {
      return text.substring(from, to);
    }
    StringBuilder out = new StringBuilder(to - from);
    for (int i = from + 1; i < to - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        c = text.charAt(++i);
        c = c == 'n' ? '\n' : c;
      }
      out.append(c);
    }
    return out.toString();
  }
}
