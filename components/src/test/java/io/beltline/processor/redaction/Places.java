package io.beltline.processor.redaction;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every place of the three signals where a text can stand. */
public final class Places {
  private static final String TEXT = "{\"stringValue\":\"%s\"}";
  private static final String LIST = "{\"arrayValue\":{\"values\":[" + TEXT + "]}}";
  private static final String MAP = map("k", TEXT);
  private static final String DEEP = "{\"arrayValue\":{\"values\":[" + map("k", LIST) + "]}}";
  private static final String BYTES = "{\"bytesValue\":\"%b\"}";

  private Places() {}

  /** A place: what is written there, with {@code %s} for the text and {@code %b} for its bytes. */
  public record Place(String name, Signal signal, String json) {
    /** A request with a text at the place. */
    public Telemetry with(String text) {
      String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      return Requests.json(signal, json.replace("%s", quoted).replace("%b", base64));
    }
  }

  private static String map(String key, String value) {
    return "{\"kvlistValue\":{\"values\":" + Requests.attributes(key, value) + "}}";
  }

  private static String attribute(String value) {
    return "\"attributes\":" + Requests.attributes("k", value);
  }

  /** All of them. */
  public static List<Place> all() {
    Map<String, Place> places = new TreeMap<>();
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      around(places, signal);
    }
    spans(places);
    metrics(places);
    logs(places);
    return List.copyOf(places.values());
  }

  private static void around(Map<String, Place> places, Signal signal) {
    String resource = "\"resource\":{" + attribute(TEXT) + "}";
    add(places, signal, "resource attribute", resource, "", "");
    add(places, signal, "resource map", "\"resource\":{" + attribute(MAP) + "}", "", "");
    add(places, signal, "resource schema", "\"schemaUrl\":\"%s\"", "", "");
    add(places, signal, "scope attribute", "", "\"scope\":{" + attribute(TEXT) + "}", "");
    add(places, signal, "scope name", "", "\"scope\":{\"name\":\"%s\"}", "");
    add(places, signal, "scope version", "", "\"scope\":{\"version\":\"%s\"}", "");
    add(places, signal, "scope schema", "", "\"schemaUrl\":\"%s\"", "");
  }

  private static void spans(Map<String, Place> places) {
    String event = "\"events\":[{%s}]";
    String link = "\"links\":[{%s}]";
    span(places, "name", "\"name\":\"%s\"");
    span(places, "trace state", "\"traceState\":\"a=%s\"");
    span(places, "attribute", attribute(TEXT));
    span(
        places, "attribute key", "\"attributes\":" + Requests.attributes("%s", "{\"intValue\":1}"));
    span(places, "list", attribute(LIST));
    span(places, "map", attribute(MAP));
    span(places, "map key", attribute(map("%s", "{\"intValue\":1}")));
    span(places, "deep", attribute(DEEP));
    span(places, "bytes", attribute(BYTES));
    span(places, "status message", "\"status\":{\"message\":\"%s\"}");
    span(places, "event name", event.replace("%s", "\"name\":\"%s\""));
    span(places, "event attribute", event.replace("%s", attribute(TEXT)));
    span(places, "event deep", event.replace("%s", attribute(DEEP)));
    span(places, "link attribute", link.replace("%s", attribute(TEXT)));
    span(places, "link trace state", link.replace("%s", "\"traceState\":\"a=%s\""));
  }

  private static void span(Map<String, Place> places, String name, String json) {
    add(places, Signal.TRACES, "span " + name, "", "", json);
  }

  private static void metrics(Map<String, Place> places) {
    String gauge = "\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":\"1\",%s}]}";
    metric(places, "name", "\"name\":\"%s\",\"gauge\":{\"dataPoints\":[{\"asInt\":\"1\"}]}");
    metric(places, "description", "\"description\":\"%s\",\"gauge\":{\"dataPoints\":[{}]}");
    metric(places, "unit", "\"unit\":\"%s\",\"gauge\":{\"dataPoints\":[{}]}");
    metric(
        places,
        "metadata",
        "\"metadata\":" + Requests.attributes("k", TEXT) + ",\"gauge\":{\"dataPoints\":[{}]}");
    for (String kind : List.of("gauge", "sum", "histogram", "exponentialHistogram", "summary")) {
      String point = gauge.replace("gauge", kind).replace("\"asInt\":\"1\",", "");
      metric(places, kind + " attribute", point.replace("%s", attribute(TEXT)));
      if (!kind.equals("summary")) {
        String exemplar =
            "\"exemplars\":[{\"filteredAttributes\":" + Requests.attributes("k", TEXT) + "}]";
        metric(places, kind + " exemplar", point.replace("%s", exemplar));
      }
    }
    metric(places, "point deep", gauge.replace("%s", attribute(DEEP)));
  }

  private static void metric(Map<String, Place> places, String name, String json) {
    add(places, Signal.METRICS, "metric " + name, "", "", json);
  }

  private static void logs(Map<String, Place> places) {
    log(places, "body", "\"body\":" + TEXT);
    log(places, "body list", "\"body\":" + LIST);
    log(places, "body map", "\"body\":" + MAP);
    log(places, "body map key", "\"body\":" + map("%s", "{\"intValue\":1}"));
    log(places, "body deep", "\"body\":" + DEEP);
    log(places, "body bytes", "\"body\":" + BYTES);
    log(places, "attribute", attribute(TEXT));
    log(places, "attribute bytes", attribute(BYTES));
    log(places, "severity text", "\"severityText\":\"%s\"");
    log(places, "event name", "\"eventName\":\"%s\"");
  }

  private static void log(Map<String, Place> places, String name, String json) {
    add(places, Signal.LOGS, "log " + name, "", "", json);
  }

  private static void add(
      Map<String, Place> places,
      Signal signal,
      String name,
      String resource,
      String scope,
      String item) {
    String noun =
        switch (signal) {
          case TRACES -> "Spans";
          case METRICS -> "Metrics";
          case LOGS, PROFILES -> "Logs";
        };
    String items =
        signal == Signal.TRACES ? "spans" : signal == Signal.LOGS ? "logRecords" : "metrics";
    String json =
        "{\"resource"
            + noun
            + "\":[{"
            + (resource.isEmpty() ? "" : resource + ",")
            + "\"scope"
            + noun
            + "\":[{"
            + (scope.isEmpty() ? "" : scope + ",")
            + "\""
            + items
            + "\":[{"
            + item
            + "}]}]}]}";
    String place = signal.label() + ": " + name;
    places.put(place, new Place(place, signal, json));
  }
}
