package io.beltline.config;

import io.beltline.config.ConfigScalar.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a tree as YAML: two spaces a level, quotes only where another reader could take a text for
 * something else.
 */
public final class YamlPrinter {
  private static final Pattern BARE =
      Pattern.compile("[A-Za-z_/$.](?:[A-Za-z0-9_/$.@%+=~()-]|[ ,](?![ #,]|$)|:(?! |$))*");
  private static final Pattern DURATION =
      Pattern.compile("-?(?:[0-9]+(?:\\.[0-9]+)?(?:[nmu]?s|m|h))+");
  private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off");

  private final StringBuilder text = new StringBuilder();

  private YamlPrinter() {}

  /**
   * The text, ending with a line feed; what it is read back as is the same, places aside.
   *
   * @param node the tree
   */
  public static String print(ConfigNode node) {
    YamlPrinter printer = new YamlPrinter();
    switch (node) {
      case ConfigMap map when !map.entries().isEmpty() -> printer.map(map, 0, true);
      case ConfigList list when !list.items().isEmpty() -> printer.list(list, 0, true);
      case ConfigMap map -> printer.text.append("{}\n");
      case ConfigList list -> printer.text.append("[]\n");
      case ConfigScalar scalar -> printer.text.append(scalar(scalar)).append('\n');
    }
    return printer.text.toString();
  }

  private void map(ConfigMap map, int depth, boolean indentFirst) {
    boolean indent = indentFirst;
    for (ConfigMap.Entry entry : map.entries().values()) {
      if (indent) {
        text.repeat("  ", depth);
      }
      indent = true;
      text.append(key(entry.key())).append(':');
      switch (entry.value()) {
        case ConfigMap inner when !inner.entries().isEmpty() -> {
          text.append('\n');
          map(inner, depth + 1, true);
        }
        case ConfigList inner when !inner.items().isEmpty() -> {
          text.append('\n');
          list(inner, depth + 1, true);
        }
        case ConfigMap inner -> text.append(" {}\n");
        case ConfigList inner -> text.append(" []\n");
        case ConfigScalar inner ->
            text.append(inner.isNull() ? "" : " " + scalar(inner)).append('\n');
      }
    }
  }

  private void list(ConfigList list, int depth, boolean indentFirst) {
    boolean indent = indentFirst;
    for (ConfigNode item : list.items()) {
      if (indent) {
        text.repeat("  ", depth);
      }
      indent = true;
      text.append("- ");
      switch (item) {
        case ConfigMap inner when !inner.entries().isEmpty() -> map(inner, depth + 1, false);
        case ConfigList inner when !inner.items().isEmpty() -> list(inner, depth + 1, false);
        case ConfigMap inner -> text.append("{}\n");
        case ConfigList inner -> text.append("[]\n");
        case ConfigScalar inner -> text.append(scalar(inner)).append('\n');
      }
    }
  }

  private static String key(String key) {
    return key.equals("<<") ? "\"<<\"" : string(key);
  }

  private static String scalar(ConfigScalar scalar) {
    return switch (scalar.kind()) {
      case NULL -> "null";
      case BOOL, INT, FLOAT -> scalar.value();
      case STRING -> string(scalar.original());
    };
  }

  private static String string(String value) {
    boolean bare =
        ScalarRules.kind(value) == Kind.STRING
            && !WORDS.contains(value.toLowerCase(Locale.ROOT))
            && value.length() < 1000
            && !value.startsWith("---")
            && !value.startsWith("...")
            && (BARE.matcher(value).matches() || DURATION.matcher(value).matches());
    return bare ? value : quoted(value);
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                  if (c > 0xFFFF && !Character.isISOControl(c)) {
                    quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
                  } else if (c < 0x20 || c > 0xFF || (c >= 0x7F && c < 0xA0)) {
                    quoted.append(
                        Character.isLetterOrDigit(c)
                            ? Character.toString(c)
                            : String.format(Locale.ROOT, "\\u%04x", c));
                  } else {
                    quoted.appendCodePoint(c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
