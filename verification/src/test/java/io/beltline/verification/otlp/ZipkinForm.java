package io.beltline.verification.otlp;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import zipkin2.Annotation;
import zipkin2.Span;

/**
 * What Zipkin is to show of a span, written down from the mapping of the OpenTelemetry
 * specification (https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/zipkin/) and the page
 * of the zipkin exporter; and the same text of what it does show.
 */
public final class ZipkinForm {
  private static final BigInteger MICRO = BigInteger.valueOf(1000);
  private static final String[] KINDS = {"", "", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"};

  private ZipkinForm() {}

  /** What Zipkin is to show of a span. */
  public static String expected(Item item) {
    JsonNode span = item.body();
    TreeMap<String, String> tags = new TreeMap<>();
    attributes(item.resource().path("resource"), tags);
    tags.remove("service.name");
    attributes(span, tags);
    scope(item.scope().path("scope"), tags);
    status(span.path("status"), tags);
    int links = 0;
    for (JsonNode link : span.path("links")) {
      tags.put("otlp.link." + links++, link(link));
    }
    int kind = span.path("kind").asInt(0);
    if (kind == 1) {
      tags.put("span.kind", "internal");
    }
    long start = micros(span.path("startTimeUnixNano"));
    BigInteger nanos =
        number(span.path("endTimeUnixNano")).subtract(number(span.path("startTimeUnixNano")));
    String notes =
        span.path("events")
            .valueStream()
            .map(event -> micros(event.path("timeUnixNano")) + " " + note(event))
            .sorted()
            .collect(Collectors.joining(";"));
    return text(
        List.of(
            span.path("traceId").asString(""),
            span.path("spanId").asString(""),
            span.path("parentSpanId").asString(""),
            span.path("name").asString("").toLowerCase(Locale.ROOT),
            KINDS[kind],
            Long.toString(start),
            Long.toString(Math.max(1, rounded(nanos))),
            item.service(),
            tags.toString(),
            notes));
  }

  /** What Zipkin shows of a span. */
  public static String shown(Span span) {
    return text(
        List.of(
            span.traceId(),
            span.id(),
            span.parentId() == null ? "" : span.parentId(),
            span.name() == null ? "" : span.name(),
            span.kind() == null ? "" : span.kind().name(),
            Long.toString(span.timestampAsLong()),
            Long.toString(span.durationAsLong()),
            span.localServiceName() == null ? "" : span.localServiceName(),
            new TreeMap<>(span.tags()).toString(),
            span.annotations().stream()
                .map((Annotation note) -> note.timestamp() + " " + note.value())
                .sorted()
                .collect(Collectors.joining(";"))));
  }

  private static String text(List<String> parts) {
    return String.join("|", parts);
  }

  private static BigInteger number(JsonNode node) {
    return new BigInteger(node.asString("0"));
  }

  private static long micros(JsonNode nanos) {
    return rounded(number(nanos));
  }

  private static long rounded(BigInteger nanos) {
    return nanos.add(BigInteger.valueOf(500)).divide(MICRO).longValueExact();
  }

  private static void attributes(JsonNode owner, TreeMap<String, String> tags) {
    owner
        .path("attributes")
        .forEach(one -> tags.put(one.path("key").asString(""), AnyText.of(one.path("value"))));
  }

  private static void scope(JsonNode scope, TreeMap<String, String> tags) {
    for (String key : List.of("name", "version")) {
      String value = scope.path(key).asString("");
      if (!value.isEmpty()) {
        tags.put("otel.scope." + key, value);
        tags.put("otel.library." + key, value);
      }
    }
  }

  private static void status(JsonNode status, TreeMap<String, String> tags) {
    int code = status.path("code").asInt(0);
    String words = status.path("message").asString("");
    if (code != 0) {
      tags.put("otel.status_code", code == 1 ? "OK" : "ERROR");
    }
    if (code == 2) {
      tags.put("error", words.isEmpty() ? "true" : words);
    }
    if (!words.isEmpty()) {
      tags.put("otel.status_description", words);
    }
  }

  private static String link(JsonNode link) {
    return String.join(
        "|",
        link.path("traceId").asString(""),
        link.path("spanId").asString(""),
        link.path("traceState").asString(""),
        AnyText.map(link.path("attributes")),
        link.path("droppedAttributesCount").asString("0"));
  }

  private static String note(JsonNode event) {
    String name = event.path("name").asString("");
    JsonNode attributes = event.path("attributes");
    return attributes.isEmpty() ? name : "\"" + name + "\": " + AnyText.map(attributes);
  }
}
