package io.beltline.verification.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OTLP/JSON requests that are the same for the same seed and use every field of the protocol's
 * spans, log records and data points. Each item has its own number, so none equals another.
 */
public final class RecordedTelemetry {
  private static final int RESOURCES = 3;
  private static final int SCOPES = 2;

  private final Random random;
  private final Attributes attributes;
  private final Points points;
  private int number;

  /** Telemetry of a seed. */
  public RecordedTelemetry(long seed) {
    random = new Random(seed);
    attributes = new Attributes(random);
    points = new Points(random, attributes);
  }

  /** Requests with {@code spans} spans each. */
  public List<JsonNode> traces(int requests, int spans) {
    return requests(requests, spans, "Spans", "spans", this::span);
  }

  /** Requests with {@code records} log records each. */
  public List<JsonNode> logs(int requests, int records) {
    return requests(requests, records, "Logs", "logRecords", this::log);
  }

  /** Requests with {@code metrics} metrics of one or two data points each. */
  public List<JsonNode> metrics(int requests, int metrics) {
    return requests(requests, metrics, "Metrics", "metrics", points::metric);
  }

  private List<JsonNode> requests(
      int count, int items, String signal, String key, BiConsumer<ObjectNode, Integer> fill) {
    List<JsonNode> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectNode request = JsonNodeFactory.instance.objectNode();
      List<ArrayNode> groups = groups(request, signal, key);
      for (int item = 0; item < items; item++) {
        fill.accept(groups.get(item % groups.size()).addObject(), number++);
      }
      requests.add(request);
    }
    return requests;
  }

  private List<ArrayNode> groups(ObjectNode request, String signal, String key) {
    List<ArrayNode> groups = new ArrayList<>();
    ArrayNode resources = request.putArray("resource" + signal);
    for (int i = 0; i < RESOURCES; i++) {
      ObjectNode group = resources.addObject();
      ObjectNode resource = group.putObject("resource");
      ArrayNode identity = resource.putArray("attributes");
      identity.add(Attributes.attribute("service.name", Attributes.text("service-" + i)));
      identity.addAll(attributes.some());
      resource.put("droppedAttributesCount", i);
      group.put("schemaUrl", i == 0 ? "" : "https://opentelemetry.io/schemas/1." + i + ".0");
      ArrayNode scopes = group.putArray("scope" + signal);
      for (int j = 0; j < SCOPES; j++) {
        ObjectNode scope = scopes.addObject();
        ObjectNode inner =
            scope.putObject("scope").put("name", "scope-" + j).put("version", "1." + j);
        inner.set("attributes", attributes.some());
        scope.put("schemaUrl", j == 0 ? "" : "https://opentelemetry.io/schemas/1.9.0");
        groups.add(scope.putArray(key));
      }
    }
    return groups;
  }

  private void span(ObjectNode span, int index) {
    span.put("traceId", attributes.id(16)).put("spanId", attributes.id(8));
    if (random.nextBoolean()) {
      span.put("parentSpanId", attributes.id(8)).put("traceState", "vendor=" + index);
    }
    span.put("name", "span " + index)
        .put("kind", random.nextInt(6))
        .put("flags", random.nextInt(1024));
    span.put("startTimeUnixNano", time(index)).put("endTimeUnixNano", time(index + 1));
    span.set("attributes", attributes.some());
    span.put("droppedAttributesCount", random.nextInt(3));
    ArrayNode events = span.putArray("events");
    for (int i = random.nextInt(3); i > 0; i--) {
      ObjectNode event =
          events.addObject().put("timeUnixNano", time(index)).put("name", "event " + i);
      event.set("attributes", attributes.some());
      event.put("droppedAttributesCount", random.nextInt(2));
    }
    span.put("droppedEventsCount", random.nextInt(2));
    ArrayNode links = span.putArray("links");
    for (int i = random.nextInt(3); i > 0; i--) {
      ObjectNode link =
          links.addObject().put("traceId", attributes.id(16)).put("spanId", attributes.id(8));
      link.set("attributes", attributes.some());
      link.put("flags", random.nextInt(2)).put("traceState", "a=" + i);
    }
    span.put("droppedLinksCount", random.nextInt(2));
    span.putObject("status").put("code", random.nextInt(3)).put("message", "status " + index);
  }

  private void log(ObjectNode log, int index) {
    log.put("timeUnixNano", time(index)).put("observedTimeUnixNano", time(index + 5));
    log.put("severityNumber", random.nextInt(25)).put("severityText", index % 2 == 0 ? "" : "Info");
    log.set("body", attributes.value(3));
    log.set("attributes", attributes.some());
    log.put("droppedAttributesCount", random.nextInt(2)).put("flags", random.nextInt(2));
    if (random.nextBoolean()) {
      log.put("traceId", attributes.id(16)).put("spanId", attributes.id(8));
    }
    log.put("eventName", "event." + index);
  }

  static String time(int index) {
    return Long.toString(1_700_000_000_123_456_789L + index * 1_000_003L);
  }
}
