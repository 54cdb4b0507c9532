package io.beltline.verification.otlp;

import io.beltline.verification.client.Sent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a file exporter wrote of one client, in the client's own terms. */
public record Arrived(List<Sent.Span> spans, List<Sent.Log> logs, List<Item> points) {

  /** What {@code file} holds of the service so far. */
  public static Arrived of(Path file, String service) throws IOException {
    List<Item> items =
        OtlpFile.requests(file).stream()
            .flatMap(Item::of)
            .filter(item -> item.service().equals(service))
            .toList();
    return new Arrived(
        bodies(items, "Spans").map(Arrived::span).toList(),
        bodies(items, "Logs").map(Arrived::log).toList(),
        items.stream().filter(item -> item.signal().equals("Metrics")).toList());
  }

  /** Whether there are as many spans and log records as sent and both metrics. */
  public boolean isComplete(Sent sent) {
    return spans.size() >= sent.spans().size()
        && logs.size() >= sent.logs().size()
        && counter(sent.counter().name()).isPresent()
        && histogram(sent.histogram().name()).isPresent();
  }

  /** The newest point of a sum, of integers or of floating-point numbers without a fraction. */
  public Optional<Sent.Counter> counter(String name) {
    return newest(name, "sum").map(point -> new Sent.Counter(name, whole(point)));
  }

  /** The newest point of a histogram. */
  public Optional<Sent.Histogram> histogram(String name) {
    return newest(name, "histogram")
        .map(
            point ->
                new Sent.Histogram(
                    name, point.path("count").asLong(), point.path("sum").asDouble()));
  }

  private static long whole(JsonNode point) {
    return point.has("asInt")
        ? point.path("asInt").asLong()
        : new BigDecimal(point.path("asDouble").asString()).longValueExact();
  }

  private Optional<JsonNode> newest(String name, String kind) {
    return points.stream()
        .filter(item -> item.metric().path("name").asString("").equals(name))
        .filter(item -> item.metric().has(kind))
        .map(Item::body)
        .max(Comparator.comparingLong(point -> point.path("timeUnixNano").asLong()));
  }

  private static Stream<JsonNode> bodies(List<Item> items, String signal) {
    return items.stream().filter(item -> item.signal().equals(signal)).map(Item::body);
  }

  private static Sent.Span span(JsonNode span) {
    return new Sent.Span(
        span.path("traceId").asString(""),
        span.path("spanId").asString(""),
        span.path("parentSpanId").asString(""),
        span.path("name").asString(""));
  }

  private static Sent.Log log(JsonNode log) {
    return new Sent.Log(
        log.path("body").path("stringValue").asString(""),
        log.path("traceId").asString(""),
        log.path("spanId").asString(""));
  }
}
