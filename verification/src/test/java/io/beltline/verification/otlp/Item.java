package io.beltline.verification.otlp;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One span, log record or data point with all that OTLP groups it under.
 *
 * @param signal {@code Spans}, {@code Logs} or {@code Metrics}, as in the request's key
 * @param resource the group of the resource, without its scopes
 * @param scope the group of the scope, without its items
 * @param metric the metric without its data points; of a span or a log record: an empty object
 * @param body the span, log record or data point
 */
public record Item(
    String signal, JsonNode resource, JsonNode scope, JsonNode metric, JsonNode body) {

  private static final List<String> METRIC_KINDS =
      List.of("gauge", "sum", "histogram", "exponentialHistogram", "summary");

  /** The items of a request of any signal. */
  public static Stream<Item> of(JsonNode request) {
    return Stream.concat(
        items(request, "Spans", "spans"),
        Stream.concat(
            items(request, "Logs", "logRecords"),
            items(request, "Metrics", "metrics").flatMap(Item::dataPoints)));
  }

  /** The string attribute {@code service.name} of the resource; empty where there is none. */
  public String service() {
    return resource
        .path("resource")
        .path("attributes")
        .valueStream()
        .filter(attribute -> attribute.path("key").asString("").equals("service.name"))
        .map(attribute -> attribute.path("value").path("stringValue").asString(""))
        .findFirst()
        .orElse("");
  }

  private static Stream<Item> items(JsonNode request, String signal, String key) {
    return request
        .path("resource" + signal)
        .valueStream()
        .flatMap(group -> inGroup(group, signal, key));
  }

  private static Stream<Item> inGroup(JsonNode group, String signal, String key) {
    ObjectNode resource = without(group, "scope" + signal);
    return group
        .path("scope" + signal)
        .valueStream()
        .flatMap(inner -> inScope(resource, inner, signal, key));
  }

  private static Stream<Item> inScope(
      JsonNode resource, JsonNode group, String signal, String key) {
    ObjectNode scope = without(group, key);
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    return group.path(key).valueStream().map(body -> new Item(signal, resource, scope, none, body));
  }

  private Stream<Item> dataPoints() {
    String kind =
        METRIC_KINDS.stream()
            .filter(body::has)
            .findFirst()
            .orElseThrow(() -> new AssertionError("a metric without data: " + body));
    ObjectNode outer = without(body, kind);
    outer.set(kind, without(body.path(kind), "dataPoints"));
    return body.path(kind)
        .path("dataPoints")
        .valueStream()
        .map(point -> new Item(signal, resource, scope, outer, point));
  }

  private static ObjectNode without(JsonNode node, String key) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    node.forEachEntry(
        (name, value) -> {
          if (!name.equals(key)) {
            rest.set(name, value);
          }
        });
    return rest;
  }
}
