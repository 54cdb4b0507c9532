package io.beltline.ottl.cases;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes telemetry of the short form of case files: one record as OTLP/JSON, but with attributes and
 * bodies written as plain YAML, and its resource and scope beside its own fields.
 *
 * <p>{@code {hex: 0102}} under a value stands for bytes, null for a value without a type.
 */
final class Records {
  private static final Set<String> MAPS = Set.of("attributes", "filteredAttributes", "metadata");

  private Records() {}

  static String signalOf(String context) {
    return switch (context.replace("infer-", "")) {
      case "span", "spanevent", "spanlink" -> "TRACES";
      case "metric", "datapoint", "exemplar" -> "METRICS";
      case "profile" -> "PROFILES";
      default -> "LOGS";
    };
  }

  static Telemetry read(Signal signal, @Nullable Object shortForm) {
    StringBuilder json = new StringBuilder();
    write(request(signal, map(shortForm)), json);
    return OtlpJson.read(signal, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value == null ? new LinkedHashMap<>() : new LinkedHashMap<>((Map<String, Object>) value);
  }

  private static Map<String, @Nullable Object> request(
      Signal signal, Map<String, @Nullable Object> record) {
    Object resource = record.remove("resource");
    Object scope = record.remove("scope");
    Object resourceUrl = record.remove("resourceSchemaUrl");
    Object scopeUrl = record.remove("scopeSchemaUrl");
    Object dictionary = record.remove("dictionary");
    Object several = record.remove("records");
    List<?> records = several instanceof List<?> list ? list : List.of(record);
    Map<String, @Nullable Object> inner = new LinkedHashMap<>();
    if (scope != null) {
      inner.put("scope", message(scope));
    }
    String items =
        switch (signal) {
          case TRACES -> "spans";
          case METRICS -> "metrics";
          case LOGS -> "logRecords";
          case PROFILES -> "profiles";
        };
    inner.put(items, records.stream().map(Records::message).toList());
    if (scopeUrl != null) {
      inner.put("schemaUrl", scopeUrl);
    }
    String kind =
        switch (signal) {
          case TRACES -> "Spans";
          case METRICS -> "Metrics";
          case LOGS -> "Logs";
          case PROFILES -> "Profiles";
        };
    Map<String, @Nullable Object> outer = new LinkedHashMap<>();
    if (resource != null) {
      outer.put("resource", message(Map.of("attributes", resource)));
    }
    outer.put("scope" + kind, List.of(inner));
    if (resourceUrl != null) {
      outer.put("schemaUrl", resourceUrl);
    }
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("resource" + kind, List.of(outer));
    if (dictionary != null) {
      request.put("dictionary", message(dictionary));
    }
    return request;
  }

  private static @Nullable Object message(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Records::message).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    map.forEach(
        (key, field) -> {
          String name = String.valueOf(key);
          if (name.equals("quantileValues")) {
            out.put(name, field);
          } else if (MAPS.contains(name) && field instanceof Map<?, ?> entries) {
            out.put(name, entries(entries));
          } else if (name.equals("body") || name.equals("value")) {
            out.put(name, field == null ? Map.of() : any(field));
          } else {
            out.put(name, message(field));
          }
        });
    return out;
  }

  private static List<Object> entries(Map<?, ?> map) {
    List<Object> entries = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("key", String.valueOf(key));
          entry.put("value", any(value));
          entries.add(entry);
        });
    return entries;
  }

  /** A value as an AnyValue. */
  static Object any(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case String text -> Map.of("stringValue", text);
      case Boolean flag -> Map.of("boolValue", flag);
      case Long number -> Map.of("intValue", number.toString());
      case Double number -> Map.of("doubleValue", number);
      case List<?> list ->
          Map.of("arrayValue", Map.of("values", list.stream().map(Records::any).toList()));
      case Map<?, ?> map when map.size() == 1 && map.containsKey("hex") -> {
        byte[] bytes = HexFormat.of().parseHex(String.valueOf(map.get("hex")));
        yield Map.of("bytesValue", Base64.getEncoder().encodeToString(bytes));
      }
      case Map<?, ?> map -> Map.of("kvlistValue", Map.of("values", entries(map)));
      default -> throw new IllegalArgumentException("no value: " + value.getClass());
    };
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        out.append('{');
        String gap = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(gap);
          quote(String.valueOf(entry.getKey()), out);
          out.append(':');
          write(entry.getValue(), out);
          gap = ",";
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        String gap = "";
        for (Object item : list) {
          out.append(gap);
          write(item, out);
          gap = ",";
        }
        out.append(']');
      }
      case Double number when !Double.isFinite(number) ->
          quote(number > 0 ? "Infinity" : number < 0 ? "-Infinity" : "NaN", out);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      default -> quote(String.valueOf(value), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
