package io.beltline.distribution.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dissect pattern as a regular expression with a group for each field.
 *
 * @param regex the expression
 * @param fields the field of each group, by the group's name
 * @param appended fields that are put together of several groups, with what stands between
 * @param types the function that makes a number or boolean of a group, where a type is written
 */
public record Dissect(
    String regex,
    Map<String, String> fields,
    Map<String, List<String>> appended,
    Map<String, String> types) {
  private static final Pattern KEY = Pattern.compile("%\\{([^}]*+)\\}");

  /** Translates a pattern such as {@code %{ts} %{+ts} [%{level}] %{}: %{message}}. */
  public static Dissect of(String pattern) {
    StringBuilder regex = new StringBuilder("^");
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, List<String>> appended = new LinkedHashMap<>();
    Map<String, String> types = new LinkedHashMap<>();
    Matcher keys = KEY.matcher(pattern);
    int from = 0;
    while (keys.find()) {
      regex.append(quoted(pattern.substring(from, keys.start())));
      String key = String.valueOf(keys.group(1));
      boolean padded = key.endsWith("->");
      String bare = padded ? key.substring(0, key.length() - 2) : key;
      boolean append = bare.startsWith("+");
      String name = Ottl.name(bare.replaceFirst("^[+?&*]", "").replaceFirst("[/#|].*$", ""));
      from = keys.end();
      boolean last = from == pattern.length();
      String text = last ? "(?s:.*)" : ".*?";
      if (name.isEmpty() || bare.startsWith("?")) {
        regex.append("(?:").append(text).append(')');
      } else {
        String group = "f" + (fields.size() + 1);
        regex.append("(?P<").append(group).append('>').append(text).append(')');
        if (append) {
          appended.computeIfAbsent(name, first -> new ArrayList<>()).add(group);
        }
        fields.put(group, name);
        type(bare).ifPresent(function -> types.put(group, function));
      }
      if (padded && !last) {
        regex.append(quoted(pattern.substring(from, from + 1))).append('*');
      }
    }
    regex.append(quoted(pattern.substring(from))).append('$');
    return new Dissect(regex.toString(), fields, appended, types);
  }

  private static Optional<String> type(String key) {
    return switch (key.substring(key.indexOf('|') + 1)) {
      case "integer", "long" -> Optional.of("Int");
      case "float", "double" -> Optional.of("Double");
      case "boolean" -> Optional.of("Bool");
      default -> Optional.empty();
    };
  }

  private static String quoted(String text) {
    return text.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
  }
}
