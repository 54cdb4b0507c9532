package io.beltline.distribution.plain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns OTLP/JSON into what people write, and back: attributes are a map, values are themselves,
 * 64-bit numbers are numbers, and the value of a data point is called {@code value}.
 */
final class PlainValues {
  private static final Set<String> ATTRIBUTES = Set.of("attributes", "filteredAttributes");
  private static final Set<String> POINTS = Set.of("dataPoints", "exemplars");
  private static final Set<String> WHOLE =
      Set.of(
          "timeUnixNano",
          "observedTimeUnixNano",
          "startTimeUnixNano",
          "endTimeUnixNano",
          "count",
          "zeroCount",
          "bucketCounts");
  private static final Set<String> DECIMAL =
      Set.of("sum", "min", "max", "zeroThreshold", "explicitBounds", "quantile");

  private PlainValues() {}

  /** The plain form of an object of OTLP/JSON. */
  static Map<String, @Nullable Object> plain(Map<?, ?> json) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    json.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (ATTRIBUTES.contains(name)) {
            plain.put(name, attributes(value));
          } else if (name.equals("body")) {
            plain.put(name, any(value));
          } else if (name.equals("asInt")) {
            plain.put("value", whole(value));
          } else if (name.equals("asDouble")) {
            plain.put("value", decimal(value));
          } else {
            plain.put(name, field(name, value));
          }
        });
    return plain;
  }

  private static @Nullable Object field(String name, @Nullable Object value) {
    if (value instanceof List<?> items) {
      List<@Nullable Object> all = new ArrayList<>();
      items.forEach(item -> all.add(field(name, item)));
      return all;
    }
    if (value instanceof Map<?, ?> map) {
      return plain(map);
    }
    return WHOLE.contains(name) ? whole(value) : DECIMAL.contains(name) ? decimal(value) : value;
  }

  private static @Nullable Object whole(@Nullable Object value) {
    try {
      return value instanceof String text ? (Object) Long.parseUnsignedLong(text) : value;
    } catch (NumberFormatException negative) {
      return Long.valueOf(String.valueOf(value));
    }
  }

  private static @Nullable Object decimal(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String special -> Double.parseDouble(special);
      case null, default -> value;
    };
  }

  /** The map of a list of keys and values. */
  static Map<String, @Nullable Object> attributes(@Nullable Object list) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (list instanceof List<?> pairs) {
      for (Object pair : pairs) {
        if (pair instanceof Map<?, ?> entry) {
          map.put(String.valueOf(entry.get("key")), any(entry.get("value")));
        }
      }
    }
    return map;
  }

  private static @Nullable Object any(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
      return null;
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    Object inner = only.getValue();
    return switch (String.valueOf(only.getKey())) {
      case "intValue" -> whole(inner);
      case "doubleValue" -> decimal(inner);
      case "arrayValue" -> {
        List<@Nullable Object> items = new ArrayList<>();
        if (inner instanceof Map<?, ?> array && array.get("values") instanceof List<?> values) {
          values.forEach(item -> items.add(any(item)));
        }
        yield items;
      }
      case "kvlistValue" -> attributes(inner instanceof Map<?, ?> list ? list.get("values") : null);
      case "bytesValue" -> map;
      default -> inner;
    };
  }

  /** The OTLP/JSON of an object in plain form. */
  static Map<String, @Nullable Object> json(Map<?, ?> plain, boolean point) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    plain.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (ATTRIBUTES.contains(name) && value instanceof Map<?, ?> map) {
            json.put(name, pairs(map));
          } else if (name.equals("body")) {
            json.put(name, anyJson(value));
          } else if (point && name.equals("value")) {
            json.put(value instanceof Double ? "asDouble" : "asInt", value);
          } else {
            json.put(name, fieldJson(name, value));
          }
        });
    return json;
  }

  private static @Nullable Object fieldJson(String name, @Nullable Object value) {
    if (value instanceof List<?> items) {
      List<@Nullable Object> all = new ArrayList<>();
      items.forEach(item -> all.add(fieldJson(name, item)));
      return all;
    }
    return value instanceof Map<?, ?> map ? json(map, POINTS.contains(name)) : value;
  }

  /** The list of keys and values of a map. */
  static List<Object> pairs(Map<?, ?> map) {
    List<Object> pairs = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          Map<String, Object> pair = new LinkedHashMap<>();
          pair.put("key", String.valueOf(key));
          pair.put("value", anyJson(value));
          pairs.add(pair);
        });
    return pairs;
  }

  private static Map<String, Object> anyJson(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case Boolean flag -> Map.of("boolValue", flag);
      case Double number -> Map.of("doubleValue", number);
      case Number number -> Map.of("intValue", number.toString());
      case List<?> items ->
          Map.of(
              "arrayValue",
              Map.of("values", items.stream().map(i -> (Object) anyJson(i)).toList()));
      case Map<?, ?> map when map.size() == 1 && map.get("bytesValue") instanceof String bytes ->
          Map.of("bytesValue", bytes);
      case Map<?, ?> map -> Map.of("kvlistValue", Map.of("values", pairs(map)));
      default -> Map.of("stringValue", value.toString());
    };
  }
}
