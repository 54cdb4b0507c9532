package io.beltline.verification.otlp;

import io.beltline.verification.client.SkywalkingShop;
import io.beltline.verification.client.SkywalkingShop.Reference;
import io.beltline.verification.client.SkywalkingShop.Segment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A span that SkyWalking's agent reported, as it must be and as it is in OTLP: the Collector's
 * mapping, written down anew.
 *
 * @param resource the texts of its resource
 * @param times begin and end in nanoseconds
 * @param status code and message
 * @param attributes texts and whole numbers, all as texts
 * @param events the attributes of its events
 * @param links trace and span of each link, with the texts of its attributes
 */
public record SkywalkingForm(
    Map<String, String> resource,
    String traceId,
    String spanId,
    String parentSpanId,
    String name,
    int kind,
    List<String> times,
    String status,
    Map<String, String> attributes,
    List<Map<String, String>> events,
    Map<String, Map<String, String>> links) {

  private static final String MILLI = "000000";

  /** What must become of a segment whose ids are UUIDs, as those of the agent for Python are. */
  public static Stream<SkywalkingForm> expected(Segment segment) {
    Map<String, String> resource =
        Map.of(
            "service.name", SkywalkingShop.SERVICE,
            "service.instance.id", SkywalkingShop.INSTANCE,
            "sw8.trace_id", segment.traceId());
    return segment.spans().stream()
        .map(
            span ->
                new SkywalkingForm(
                    resource,
                    segment.traceId(),
                    id(segment.segmentId(), span.spanId()),
                    parent(segment, span),
                    span.name(),
                    kind(span.type()),
                    List.of(span.start() + MILLI, span.end() + MILLI),
                    span.failed() ? "2 ERROR" : "1 SUCCESS",
                    attributes(segment, span),
                    span.logs(),
                    links(span)));
  }

  /** The halves of the UUID put together, with the span's number in the first bytes. */
  private static String id(String segment, int span) {
    long high = Long.parseUnsignedLong(segment.substring(0, 16), 16);
    long low = Long.parseUnsignedLong(segment.substring(16), 16);
    return "%016x".formatted(high ^ low ^ (long) Integer.reverseBytes(span) << 32);
  }

  private static String parent(Segment segment, SkywalkingShop.Span span) {
    if (span.parentSpanId() >= 0) {
      return id(segment.segmentId(), span.parentSpanId());
    }
    return span.refs().stream()
        .findFirst()
        .map(reference -> id(reference.segmentId(), reference.spanId()))
        .orElse("");
  }

  private static int kind(String type) {
    return switch (type) {
      case "Entry" -> 2;
      case "Exit" -> 3;
      case "Local" -> 1;
      default -> throw new AssertionError(type);
    };
  }

  private static Map<String, String> attributes(Segment segment, SkywalkingShop.Span span) {
    Map<String, String> all = new TreeMap<>(span.tags());
    all.put("sw8.segment_id", segment.segmentId());
    all.put("sw8.span_id", Integer.toString(span.spanId()));
    if (span.parentSpanId() >= 0) {
      all.put("sw8.parent_span_id", Integer.toString(span.parentSpanId()));
    }
    return all;
  }

  private static Map<String, Map<String, String>> links(SkywalkingShop.Span span) {
    Map<String, Map<String, String>> links = new HashMap<>();
    for (Reference from : span.refs()) {
      links.put(
          from.traceId() + " " + id(from.segmentId(), from.spanId()),
          Map.of(
              "refType", from.type(),
              "parent.service", from.service(),
              "parent.service.instance", SkywalkingShop.INSTANCE,
              "parent.endpoint", from.endpoint(),
              "sw8.trace_id", from.traceId(),
              "sw8.parent_segment_id", from.segmentId(),
              "sw8.parent_span_id", Integer.toString(from.spanId())));
    }
    return links;
  }

  /** What has become of a span. */
  public static SkywalkingForm arrived(Item item) {
    JsonNode span = item.body();
    Map<String, Map<String, String>> links = new HashMap<>();
    for (JsonNode link : span.path("links")) {
      Map<String, String> texts = texts(link);
      // the caller's own address, of which the agent's objects tell another form
      texts.remove("network.AddressUsedAtPeer");
      links.put(text(link, "traceId") + " " + text(link, "spanId"), texts);
    }
    return new SkywalkingForm(
        texts(item.resource().path("resource")),
        text(span, "traceId"),
        text(span, "spanId"),
        text(span, "parentSpanId"),
        text(span, "name"),
        span.path("kind").asInt(0),
        List.of(text(span, "startTimeUnixNano"), text(span, "endTimeUnixNano")),
        span.path("status").path("code").asInt(0) + " " + text(span.path("status"), "message"),
        texts(span),
        span.path("events").valueStream().map(SkywalkingForm::texts).toList(),
        links);
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }

  private static Map<String, String> texts(JsonNode holder) {
    Map<String, String> texts = new TreeMap<>();
    for (JsonNode attribute : holder.path("attributes")) {
      JsonNode value = attribute.path("value");
      texts.put(text(attribute, "key"), value.values().iterator().next().asString());
    }
    return texts;
  }
}
