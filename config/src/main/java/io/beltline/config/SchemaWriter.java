package io.beltline.config;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one schema document. Nested records stand in place; recursive ones under {@code $defs}.
 */
final class SchemaWriter {
  private static final String REFERENCE = "\\$\\{";
  private static final ConfigMap NONE = ConfigMap.empty(Position.of("schema"));

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json =
      new JsonFactory().createGenerator(ObjectWriteContext.empty(), text);
  private final Deque<Class<?>> open = new ArrayDeque<>();
  private final Map<Class<? extends Record>, String> definitions = new LinkedHashMap<>();

  void document(String title, Consumer<JsonGenerator> body) {
    json.writeStartObject();
    string("$schema", "https://json-schema.org/draft/2020-12/schema");
    string("title", title);
    body.accept(json);
    Set<Class<? extends Record>> written = new LinkedHashSet<>();
    boolean first = true;
    for (Class<? extends Record> next = pending(written); next != null; next = pending(written)) {
      if (first) {
        json.writeName("$defs");
        json.writeStartObject();
        first = false;
      }
      written.add(next);
      json.writeName(definitions.get(next));
      json.writeStartObject();
      record(next);
      json.writeEndObject();
    }
    if (!first) {
      json.writeEndObject();
    }
    json.writeEndObject();
    json.close();
  }

  String text() {
    return text.toString();
  }

  /** A map whose keys match patterns, each with its record. */
  void byPattern(Map<String, Class<? extends Record>> patterns) {
    json.writeStartObject();
    types("object", "null", "string");
    string("pattern", REFERENCE);
    json.writeName("patternProperties");
    json.writeStartObject();
    patterns.forEach(
        (pattern, type) -> {
          json.writeName(pattern);
          reference(type);
        });
    json.writeEndObject();
    flag("additionalProperties", false);
    json.writeEndObject();
  }

  /** Refers to a record that is written once at the end. */
  void reference(Class<? extends Record> type) {
    json.writeStartObject();
    refer(type);
    json.writeEndObject();
  }

  /** What makes up a record's schema, without the braces around it. */
  void record(Class<? extends Record> type) {
    record(type, NONE);
  }

  private void refer(Class<? extends Record> type) {
    String name = definitions.get(type);
    if (name == null) {
      name = type.getSimpleName();
      while (definitions.containsValue(name)) {
        name += "_";
      }
      definitions.put(type, name);
    }
    string("$ref", "#/$defs/" + name);
  }

  private @Nullable Class<? extends Record> pending(Set<Class<? extends Record>> written) {
    return definitions.keySet().stream()
        .filter(type -> !written.contains(type))
        .findFirst()
        .orElse(null);
  }

  private void record(Class<? extends Record> type, ConfigMap presets) {
    open.push(type);
    types("object", "null", "string");
    string("pattern", REFERENCE);
    json.writeName("properties");
    json.writeStartObject();
    properties(type, presets);
    json.writeEndObject();
    flag("additionalProperties", false);
    open.pop();
  }

  private void properties(Class<? extends Record> type, ConfigMap presets) {
    for (KeyShape key : RecordShape.of(type).components()) {
      if (key.squash() && key.type() instanceof ValueType.Nested nested) {
        properties(nested.type(), key.nestedUnder(presets));
        continue;
      }
      property(key.key(), key, presets);
      key.aliases().forEach(alias -> property(alias, key, presets));
    }
  }

  private void property(String name, KeyShape key, ConfigMap presets) {
    json.writeName(name);
    json.writeStartObject();
    if (!key.doc().isEmpty()) {
      string("description", key.doc());
    }
    if (key.type() instanceof ValueType.Nested nested) {
      nested(nested, key.nestedUnder(presets));
    } else {
      type(key.type());
      ConfigNode preset = key.presetUnder(presets);
      Object value = preset == null || preset.isNull() ? zero(key) : preset.plain();
      if (value != null) {
        json.writeName("default");
        value(value);
      }
    }
    json.writeEndObject();
  }

  private static @Nullable Object zero(KeyShape key) {
    Object zero = key.nullable() ? null : ScalarBinding.zero(key.type());
    return zero instanceof String || zero instanceof Number || zero instanceof Boolean
        ? zero
        : null;
  }

  private void nested(ValueType.Nested nested, ConfigMap presets) {
    if (open.contains(nested.type())) {
      refer(nested.type());
    } else {
      record(nested.type(), presets);
    }
  }

  private void type(ValueType type) {
    switch (type) {
      case ValueType.Any any -> {}
      case ValueType.Nested nested -> nested(nested, NONE);
      case ValueType.Parsed parsed -> types("string", "null");
      case ValueType.OneOf words -> {
        json.writeName("anyOf");
        json.writeStartArray();
        json.writeStartObject();
        json.writeName("enum");
        json.writeStartArray();
        words.constants().keySet().forEach(json::writeString);
        json.writeNull();
        json.writeEndArray();
        json.writeEndObject();
        json.writeStartObject();
        types("string");
        string("pattern", REFERENCE);
        json.writeEndObject();
        json.writeEndArray();
      }
      case ValueType.ListOf list -> {
        types("array", "null", "string");
        if (list.element() != ValueType.Simple.TEXT) {
          string("pattern", REFERENCE);
        }
        json.writeName("items");
        element(list.element());
      }
      case ValueType.MapOf map -> {
        boolean pairs = PairList.suits(map);
        if (pairs) {
          types("object", "array", "null", "string");
          json.writeName("items");
          element(PairList.ELEMENT);
        } else {
          types("object", "null", "string");
        }
        string("pattern", REFERENCE);
        json.writeName("additionalProperties");
        element(map.value());
      }
      case ValueType.Simple simple -> simple(simple);
    }
  }

  private void element(ValueType type) {
    json.writeStartObject();
    type(type);
    json.writeEndObject();
  }

  private void simple(ValueType.Simple type) {
    switch (type) {
      case TEXT, SECRET -> types("string", "number", "boolean", "null");
      case BOOL -> {
        types("boolean", "null", "string");
        string("pattern", "^([tT]rue|TRUE|[fF]alse|FALSE)$|" + REFERENCE);
      }
      case INT, LONG, DOUBLE -> {
        types("number", "null", "string");
        string("pattern", "^[-+.0-9][-+.0-9a-zA-Z_]*$|" + REFERENCE);
        if (type == ValueType.Simple.INT) {
          json.writeName("minimum");
          json.writeNumber(Integer.MIN_VALUE);
          json.writeName("maximum");
          json.writeNumber(Integer.MAX_VALUE);
        }
      }
      case DURATION -> {
        types("string", "null", "number");
        string(
            "pattern",
            "^[-+]?(0|(([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$|" + REFERENCE);
      }
    }
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach(
            (key, inner) -> {
              json.writeName(String.valueOf(key));
              value(inner);
            });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(this::value);
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }

  private void types(String... names) {
    json.writeName("type");
    json.writeStartArray();
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  private void string(String name, String value) {
    json.writeName(name);
    json.writeString(value);
  }

  private void flag(String name, boolean value) {
    json.writeName(name);
    json.writeBoolean(value);
  }
}
