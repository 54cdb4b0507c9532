package io.beltline.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the reference of a component's keys as a Markdown table: key, type, default, meaning.
 *
 * <p>A README holds it between the lines {@code <!-- config:begin -->} and {@code <!-- config:end
 * -->}.
 */
public final class ReferenceTable {
  private static final String BEGIN = "<!-- config:begin -->";
  private static final String END = "<!-- config:end -->";

  private final StringBuilder rows =
      new StringBuilder("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
  private final Deque<Class<?>> open = new ArrayDeque<>();

  private ReferenceTable() {}

  /**
   * The table of a record.
   *
   * @param type the record
   */
  public static String of(Class<? extends Record> type) {
    ReferenceTable table = new ReferenceTable();
    table.record(type, "", ConfigMap.empty(Position.of("reference")));
    return table.rows.toString();
  }

  /**
   * A README with the table as it should be.
   *
   * @param readme the text with both marker lines
   * @param type the record
   * @throws IllegalArgumentException if a marker is missing
   */
  public static String embed(String readme, Class<? extends Record> type) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "the text has no place for the table (expected: " + BEGIN + " and " + END + ")");
    }
    String head = readme.substring(0, begin + BEGIN.length());
    return head + "\n" + of(type) + readme.substring(end);
  }

  /**
   * Whether a README holds the table as it should be.
   *
   * @param readme the text
   * @param type the record
   */
  public static boolean isCurrent(String readme, Class<? extends Record> type) {
    return readme.contains(BEGIN + "\n" + of(type) + END);
  }

  private void record(Class<? extends Record> type, String prefix, ConfigMap presets) {
    if (open.contains(type)) {
      return;
    }
    open.push(type);
    for (KeyShape key : RecordShape.of(type).components()) {
      if (key.squash() && key.type() instanceof ValueType.Nested nested) {
        record(nested.type(), prefix, key.nestedUnder(presets));
      } else {
        key(key, prefix, presets);
      }
    }
    open.pop();
  }

  private void key(KeyShape key, String prefix, ConfigMap presets) {
    String path = prefix + key.key();
    String also =
        key.aliases().stream().map(alias -> ", `" + alias + "`").collect(Collectors.joining());
    row("`" + path + "`" + also, type(key.type()), preset(key, presets), key.doc());
    switch (key.type()) {
      case ValueType.Nested nested -> record(nested.type(), path + ".", key.nestedUnder(presets));
      case ValueType.ListOf list -> inside(list.element(), path + "[].");
      case ValueType.MapOf map -> inside(map.value(), path + ".*.");
      case ValueType.Simple simple -> {}
      case ValueType.OneOf words -> {}
      case ValueType.Parsed parsed -> {}
      case ValueType.Any any -> {}
    }
  }

  private void inside(ValueType type, String prefix) {
    if (type instanceof ValueType.Nested nested) {
      record(nested.type(), prefix, ConfigMap.empty(Position.of("reference")));
    }
  }

  private void row(String key, String type, String preset, String meaning) {
    List<String> cells = List.of(key, type, preset, meaning);
    cells.forEach(
        cell -> rows.append("| ").append(cell.replace("|", "\\|").replace('\n', ' ')).append(' '));
    rows.append("|\n");
  }

  private static String preset(KeyShape key, ConfigMap presets) {
    if (key.type() instanceof ValueType.Nested) {
      return key.section().absent() == Section.Presence.OFF ? "off" : "";
    }
    ConfigNode preset = key.presetUnder(presets);
    if (preset != null && !preset.isNull()) {
      return "`" + shown(preset) + "`";
    }
    Object zero = key.nullable() ? null : ScalarBinding.zero(key.type());
    return zero == null ? "" : zeroText(key.type(), zero);
  }

  private static String zeroText(ValueType type, Object zero) {
    return switch (type) {
      case ValueType.Simple simple ->
          switch (simple) {
            case TEXT, SECRET -> "";
            case DURATION -> "`0s`";
            case BOOL, INT, LONG, DOUBLE -> "`" + zero + "`";
          };
      case ValueType.ListOf list -> "";
      case ValueType.MapOf map -> "";
      case ValueType.OneOf words -> "";
      case ValueType.Parsed parsed -> "";
      case ValueType.Nested nested -> "";
      case ValueType.Any any -> "";
    };
  }

  private static String shown(ConfigNode node) {
    return switch (node) {
      case ConfigMap map ->
          map.entries().values().stream()
              .map(entry -> entry.key() + ": " + shown(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case ConfigList list ->
          list.items().stream()
              .map(ReferenceTable::shown)
              .collect(Collectors.joining(", ", "[", "]"));
      case ConfigScalar scalar -> scalar.original();
    };
  }

  private static String type(@Nullable ValueType type) {
    return switch (type) {
      case null -> "";
      case ValueType.Simple simple ->
          switch (simple) {
            case TEXT -> "text";
            case SECRET -> "secret text";
            case BOOL -> "true or false";
            case INT, LONG -> "whole number";
            case DOUBLE -> "number";
            case DURATION -> "duration";
          };
      case ValueType.OneOf words ->
          words.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
      case ValueType.Parsed parsed -> words(parsed.type().getSimpleName());
      case ValueType.ListOf list -> "list of " + type(list.element());
      case ValueType.MapOf map -> "map of " + type(map.value());
      case ValueType.Nested nested -> "section";
      case ValueType.Any any -> "anything";
    };
  }

  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
  }
}
