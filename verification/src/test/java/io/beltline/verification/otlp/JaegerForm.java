package io.beltline.verification.otlp;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What Jaeger's own storage keeps of a span: times in microseconds, arrays as text, links without
 * attributes. Spans that differ in nothing else have the same text.
 */
public final class JaegerForm {
  private JaegerForm() {}

  /** The text of a span. */
  public static String of(Item item) {
    JsonNode span = item.body();
    long start = micros(span.path("startTimeUnixNano"));
    BigInteger nanos =
        number(span.path("endTimeUnixNano")).subtract(number(span.path("startTimeUnixNano")));
    return String.join(
        "|",
        List.of(
            span.path("traceId").asString(""),
            span.path("spanId").asString(""),
            span.path("parentSpanId").asString(""),
            span.path("name").asString(""),
            span.path("kind").asString("0"),
            span.path("flags").asString("0"),
            Long.toString(start),
            nanos.divide(BigInteger.valueOf(1000)).toString(),
            span.path("status").path("code").asString("0"),
            span.path("status").path("message").asString(""),
            item.scope().path("scope").path("name").asString(""),
            item.scope().path("scope").path("version").asString(""),
            attributes(span),
            attributes(item.resource().path("resource")),
            parts(span.path("events"), JaegerForm::event),
            parts(span.path("links"), JaegerForm::link)));
  }

  private interface Part {
    String of(JsonNode node);
  }

  private static String parts(JsonNode nodes, Part part) {
    return nodes.valueStream().map(part::of).sorted().collect(Collectors.joining(";"));
  }

  private static String event(JsonNode event) {
    return micros(event.path("timeUnixNano"))
        + " "
        + event.path("name").asString("")
        + attributes(event);
  }

  private static String link(JsonNode link) {
    return link.path("traceId").asString("") + "/" + link.path("spanId").asString("");
  }

  private static String attributes(JsonNode owner) {
    return parts(
        owner.path("attributes"),
        one -> one.path("key").asString("") + "=" + AnyText.of(one.path("value")));
  }

  private static BigInteger number(JsonNode node) {
    return new BigInteger(node.asString("0"));
  }

  private static long micros(JsonNode nanos) {
    return number(nanos).divide(BigInteger.valueOf(1000)).longValueExact();
  }
}
