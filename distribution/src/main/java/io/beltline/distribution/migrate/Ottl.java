package io.beltline.distribution.migrate;

import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes parts of statements of the transformation language. */
public final class Ottl {
  private static final Pattern REFERENCE = Pattern.compile("%\\{([^}]++)\\}");

  private Ottl() {}

  /** A text in quotes. */
  public static String quote(String text) {
    return "\""
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\t", "\\t")
            .replace("\r", "\\r")
        + "\"";
  }

  /** A field by its dotted name; the message is the body, and the time of the event its time. */
  public static String field(String name) {
    return switch (name) {
      case "message" -> "log.body";
      case "@timestamp" -> "log.time";
      default -> attribute(name);
    };
  }

  /** An attribute. */
  public static String attribute(String name) {
    return "log.attributes[" + quote(name) + "]";
  }

  /** The dotted name of a field reference: {@code [http][status]} is {@code http.status}. */
  public static String name(String reference) {
    return reference.startsWith("[") && reference.endsWith("]")
        ? reference.substring(1, reference.length() - 1).replace("][", ".")
        : reference;
  }

  /** A value as it is written: a number, true or false, a text that may name fields, or a list. */
  public static String value(ConfigNode node) {
    if (node instanceof ConfigScalar scalar) {
      return switch (scalar.kind()) {
        case BOOL, INT, FLOAT -> scalar.value();
        case NULL -> "nil";
        case STRING -> template(scalar.original());
      };
    }
    if (node.plain() instanceof List<?> items) {
      List<String> texts = new ArrayList<>();
      items.forEach(item -> texts.add(quote(String.valueOf(item))));
      return "[" + String.join(", ", texts) + "]";
    }
    return quote(String.valueOf(node.plain()));
  }

  /** A text in which {@code %{field}} stands for a field and {@code %{+yyyy}} for a time. */
  public static String template(String text) {
    Matcher references = REFERENCE.matcher(text);
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (references.find()) {
      if (references.start() > from) {
        parts.add(quote(text.substring(from, references.start())));
      }
      String inside = String.valueOf(references.group(1));
      parts.add(
          inside.startsWith("+")
              ? "FormatTime(log.time, " + quote(TimeLayouts.joda(inside.substring(1))) + ")"
              : field(name(inside)));
      from = references.end();
    }
    if (parts.isEmpty()) {
      return quote(text);
    }
    if (from < text.length()) {
      parts.add(quote(text.substring(from)));
    }
    return parts.size() == 1
        ? parts.getFirst()
        : "Concat([" + String.join(", ", parts) + "], \"\")";
  }

  /** Both conditions; an empty one is none. */
  public static String and(String first, String second) {
    return first.isEmpty()
        ? second
        : second.isEmpty() ? first : "(" + first + ") and (" + second + ")";
  }

  /** Where a regular expression matches a field. */
  public static String matches(String field, String regex) {
    return "IsMatch(" + field + ", " + quote(regex) + ")";
  }
}
