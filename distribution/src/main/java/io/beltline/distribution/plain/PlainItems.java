package io.beltline.distribution.plain;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Spans, data points and log records, each a map of its own fields and of what it stands in: {@code
 * resource} (the resource's attributes), {@code scope}, and for a data point its metric. The fields
 * have the names of OTLP/JSON.
 */
public final class PlainItems {
  private static final List<String> METRIC_FIELDS = List.of("name", "description", "unit");
  private static final List<String> DATA_FIELDS = List.of("aggregationTemporality", "isMonotonic");
  private static final List<String> TYPES =
      List.of("gauge", "sum", "histogram", "exponentialHistogram", "summary");

  private PlainItems() {}

  /** How OTLP/JSON calls the levels of a signal. */
  private record Names(String resources, String scopes, String items) {
    static Names of(Signal signal) {
      return switch (signal) {
        case TRACES -> new Names("resourceSpans", "scopeSpans", "spans");
        case METRICS -> new Names("resourceMetrics", "scopeMetrics", "metrics");
        case LOGS -> new Names("resourceLogs", "scopeLogs", "logRecords");
        case PROFILES -> new Names("resourceProfiles", "scopeProfiles", "profiles");
      };
    }
  }

  /** The first key of a request of a signal in OTLP/JSON. */
  static String resources(Signal signal) {
    return Names.of(signal).resources();
  }

  /** The items of telemetry in their order; profiles as they are in OTLP/JSON. */
  public static List<Map<String, @Nullable Object>> of(Telemetry telemetry) {
    Names names = Names.of(telemetry.signal());
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    for (Map<?, ?> resources : maps(JsonTree.read(OtlpJson.write(telemetry)), names.resources())) {
      for (Map<?, ?> scopes : maps(resources, names.scopes())) {
        Map<String, @Nullable Object> around = around(resources, scopes);
        for (Map<?, ?> item : maps(scopes, names.items())) {
          if (telemetry.signal() == Signal.METRICS) {
            points(item, around, items);
          } else {
            Map<String, @Nullable Object> all = new LinkedHashMap<>(around);
            all.putAll(PlainValues.plain(item));
            items.add(all);
          }
        }
      }
    }
    return items;
  }

  private static Map<String, @Nullable Object> around(Map<?, ?> resources, Map<?, ?> scopes) {
    Map<String, @Nullable Object> around = new LinkedHashMap<>();
    if (resources.get("resource") instanceof Map<?, ?> resource) {
      Map<String, @Nullable Object> plain = PlainValues.plain(resource);
      Object attributes = plain.remove("attributes");
      if (attributes != null) {
        around.put("resource", attributes);
      }
      plain.forEach((key, value) -> around.put("resource." + key, value));
    }
    put(around, "resourceSchemaUrl", resources.get("schemaUrl"));
    if (scopes.get("scope") instanceof Map<?, ?> scope && !scope.isEmpty()) {
      around.put("scope", PlainValues.plain(scope));
    }
    put(around, "scopeSchemaUrl", scopes.get("schemaUrl"));
    return around;
  }

  private static void points(
      Map<?, ?> metric,
      Map<String, @Nullable Object> around,
      List<Map<String, @Nullable Object>> items) {
    for (String type : TYPES) {
      if (metric.get(type) instanceof Map<?, ?> data) {
        for (Map<?, ?> point : maps(data, "dataPoints")) {
          Map<String, @Nullable Object> all = new LinkedHashMap<>(around);
          put(all, "metric", metric.get("name"));
          put(all, "description", metric.get("description"));
          put(all, "unit", metric.get("unit"));
          all.put("type", type);
          DATA_FIELDS.forEach(field -> put(all, field, data.get(field)));
          if (metric.get("metadata") instanceof List<?> metadata) {
            all.put("metadata", PlainValues.attributes(metadata));
          }
          all.putAll(PlainValues.plain(point));
          items.add(all);
        }
      }
    }
  }

  private static void put(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static List<Map<?, ?>> maps(@Nullable Object parent, String key) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (parent instanceof Map<?, ?> map && map.get(key) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> inner) {
          maps.add(inner);
        }
      }
    }
    return maps;
  }

  /**
   * Telemetry of items. Neighbours that stand in the same share a resource, a scope and a metric.
   *
   * @param items spans, data points or log records in plain form
   * @throws io.beltline.model.MalformedTelemetryException if a field has a value it cannot have
   */
  public static Telemetry telemetry(Signal signal, List<? extends Map<String, ?>> items) {
    Names names = Names.of(signal);
    List<Object> resources = new ArrayList<>();
    List<Object> metrics = new ArrayList<>();
    List<Object> points = new ArrayList<>();
    Map<String, @Nullable Object> last = null;
    Map<String, @Nullable Object> lastMetric = null;
    for (Map<String, ?> item : items) {
      Map<String, @Nullable Object> own = new LinkedHashMap<>(item);
      Map<String, @Nullable Object> around = take(own, "resource", "resourceSchemaUrl");
      around.putAll(take(own, "scope", "scopeSchemaUrl"));
      if (!around.equals(last)) {
        metrics = new ArrayList<>();
        resources.add(group(names, around, metrics));
        last = around;
        lastMetric = null;
      }
      if (signal != Signal.METRICS) {
        metrics.add(PlainValues.json(own, false));
        continue;
      }
      Map<String, @Nullable Object> metric =
          take(
              own,
              "metric",
              "description",
              "unit",
              "type",
              "aggregationTemporality",
              "isMonotonic");
      if (!metric.equals(lastMetric)) {
        points = new ArrayList<>();
        metrics.add(metric(metric, points));
        lastMetric = metric;
      }
      points.add(PlainValues.json(own, true));
    }
    return OtlpJson.read(signal, JsonTree.write(Map.of(names.resources(), resources)));
  }

  private static Map<String, @Nullable Object> take(
      Map<String, @Nullable Object> from, String... keys) {
    Map<String, @Nullable Object> taken = new LinkedHashMap<>();
    for (String key : keys) {
      if (from.containsKey(key)) {
        taken.put(key, from.remove(key));
      }
    }
    return taken;
  }

  private static Map<String, Object> group(
      Names names, Map<String, @Nullable Object> around, List<Object> items) {
    Map<String, Object> scopes = new LinkedHashMap<>();
    if (around.get("scope") instanceof Map<?, ?> scope) {
      scopes.put("scope", PlainValues.json(scope, false));
    }
    scopes.put("schemaUrl", Objects.requireNonNullElse(around.get("scopeSchemaUrl"), ""));
    scopes.put(names.items(), items);
    Map<String, Object> resources = new LinkedHashMap<>();
    if (around.get("resource") instanceof Map<?, ?> resource) {
      resources.put("resource", Map.of("attributes", PlainValues.pairs(resource)));
    }
    resources.put("schemaUrl", Objects.requireNonNullElse(around.get("resourceSchemaUrl"), ""));
    resources.put(names.scopes(), List.of(scopes));
    return resources;
  }

  private static Map<String, Object> metric(
      Map<String, @Nullable Object> given, List<Object> points) {
    Map<String, Object> metric = new LinkedHashMap<>();
    for (String field : METRIC_FIELDS) {
      Object value = given.get(field.equals("name") ? "metric" : field);
      if (value != null) {
        metric.put(field, value);
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    for (String field : DATA_FIELDS) {
      Object value = given.get(field);
      if (value != null) {
        data.put(field, value);
      }
    }
    data.put("dataPoints", points);
    metric.put(String.valueOf(Objects.requireNonNullElse(given.get("type"), "gauge")), data);
    return metric;
  }
}
