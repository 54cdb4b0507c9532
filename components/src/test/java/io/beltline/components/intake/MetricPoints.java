package io.beltline.components.intake;

import io.beltline.components.expression.ExpressionException;
import io.beltline.components.expression.JsonText;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Data points as lines of text, for comparison. */
public final class MetricPoints {
  private static final List<String> KINDS =
      List.of("gauge", "sum", "histogram", "exponentialHistogram", "summary");

  private MetricPoints() {}

  /**
   * The points of a request in the order of their text: {@code [resource/scope] name kind
   * temporality {attributes} field=value ...} with the fields of the point in the order of their
   * names.
   */
  public static List<String> of(Telemetry telemetry) {
    try {
      Object request =
          JsonText.read(new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8), true);
      List<String> lines = new ArrayList<>();
      for (Object resource : list(request, "resourceMetrics")) {
        String owner = attributes(map(resource).get("resource"));
        for (Object scope : list(resource, "scopeMetrics")) {
          Object name = map(map(scope).get("scope")).get("name");
          String place = owner + (name == null || name.equals("") ? "" : "/" + name);
          for (Object metric : list(scope, "metrics")) {
            metric(place.equals("{}") ? "" : "[" + place + "] ", map(metric), lines);
          }
        }
      }
      return lines.stream().sorted().toList();
    } catch (ExpressionException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void metric(String place, Map<?, ?> metric, List<String> lines) {
    for (String kind : KINDS) {
      Map<?, ?> data = map(metric.get(kind));
      Object temporality = data.get("aggregationTemporality");
      String words =
          kind
              + (temporality == null ? "" : String.valueOf(temporality).equals("1") ? " delta" : "")
              + (Boolean.TRUE.equals(data.get("isMonotonic")) ? " monotonic" : "");
      for (Object point : list(data, "dataPoints")) {
        lines.add(place + metric.get("name") + " " + words + " " + point(map(point)));
      }
    }
  }

  private static String point(Map<?, ?> point) {
    TreeMap<String, Object> fields = new TreeMap<>();
    point.forEach((key, value) -> fields.put(String.valueOf(key), value));
    fields.remove("attributes");
    fields.values().removeIf(java.util.Objects::isNull);
    StringJoiner out = new StringJoiner(" ", attributes(point) + " ", "");
    fields.forEach((key, value) -> out.add(key + "=" + String.valueOf(value).replace(" ", "")));
    return out.toString();
  }

  private static String attributes(@Nullable Object holder) {
    TreeMap<String, Object> pairs = new TreeMap<>();
    for (Object pair : list(holder, "attributes")) {
      Object value = map(map(pair).get("value")).get("stringValue");
      pairs.put(String.valueOf(map(pair).get("key")), value == null ? "" : value);
    }
    return pairs.toString();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object holder, String key) {
    return map(holder).get(key) instanceof List<?> list ? list : List.of();
  }
}
