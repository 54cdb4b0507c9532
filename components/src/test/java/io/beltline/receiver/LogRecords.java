package io.beltline.receiver;

import io.beltline.components.expression.ExpressionException;
import io.beltline.components.expression.JsonText;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Log records as maps, for comparison: what is absent in a record is absent in its map. */
public final class LogRecords {
  private LogRecords() {}

  /** The records of a request in order. */
  public static List<Map<String, @Nullable Object>> of(Telemetry telemetry) {
    try {
      Object request =
          JsonText.read(new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8), true);
      List<Map<String, @Nullable Object>> records = new ArrayList<>();
      for (Object resource : list(request, "resourceLogs")) {
        Map<String, @Nullable Object> attributes =
            pairs(list(map(resource).get("resource"), "attributes"));
        for (Object scope : list(resource, "scopeLogs")) {
          Object name = map(map(scope).get("scope")).get("name");
          for (Object record : list(scope, "logRecords")) {
            records.add(record(map(record), attributes, name));
          }
        }
      }
      return records;
    } catch (ExpressionException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static Map<String, @Nullable Object> record(
      Map<?, ?> record, Map<String, @Nullable Object> resource, @Nullable Object scope) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    if (record.get("body") != null) {
      plain.put("body", value(record.get("body")));
    }
    put(plain, "attributes", pairs(list(record, "attributes")));
    put(plain, "resource", resource);
    for (String key : List.of("severityNumber", "severityText", "traceId", "spanId", "flags")) {
      if (record.get(key) != null && !record.get(key).equals("")) {
        plain.put(key, record.get(key));
      }
    }
    Object time = record.get("timeUnixNano");
    if (time != null && !time.equals("0")) {
      plain.put("time", time);
    }
    if (scope != null && !scope.equals("")) {
      plain.put("scope", scope);
    }
    return plain;
  }

  private static void put(
      Map<String, @Nullable Object> into, String key, Map<String, @Nullable Object> value) {
    if (!value.isEmpty()) {
      into.put(key, value);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value, String key) {
    return map(value).get(key) instanceof List<?> list ? list : List.of();
  }

  private static Map<String, @Nullable Object> pairs(List<?> pairs) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    pairs.forEach(
        pair -> plain.put(String.valueOf(map(pair).get("key")), value(map(pair).get("value"))));
    return plain;
  }

  private static @Nullable Object value(@Nullable Object any) {
    for (Map.Entry<?, ?> member : map(any).entrySet()) {
      return switch (String.valueOf(member.getKey())) {
        case "intValue" -> Long.valueOf(String.valueOf(member.getValue()));
        case "kvlistValue" -> pairs(list(member.getValue(), "values"));
        case "arrayValue" -> {
          List<@Nullable Object> items = new ArrayList<>();
          list(member.getValue(), "values").forEach(item -> items.add(value(item)));
          yield items;
        }
        case "doubleValue" ->
            member.getValue() instanceof Number number
                ? (Object) number.doubleValue()
                : member.getValue();
        default -> member.getValue();
      };
    }
    return null;
  }
}
