package io.beltline.verification.shop;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the shop sent, as JSON; used by several threads. */
final class Sent {
  private final List<String> spans = new ArrayList<>();
  private final List<String> logs = new ArrayList<>();
  private final Map<String, String> parentOf = new HashMap<>();
  private final List<ClientSpan> clients = new ArrayList<>();
  private long count;
  private long sum;

  private record ClientSpan(String traceId, String spanId, String callerTarget) {}

  /** Notes the current server span and, by its traceparent, the client span that called it. */
  synchronized void call(String traceparent, String path) {
    SpanContext server = Span.current().getSpanContext();
    String caller = traceparent.split("-")[2];
    parentOf.put(path + server.getTraceId(), server.getSpanId());
    spans.add(span(server.getTraceId(), server.getSpanId(), caller, "GET " + path));
    clients.add(new ClientSpan(server.getTraceId(), caller, path));
  }

  synchronized void log(String body) {
    SpanContext current = Span.current().getSpanContext();
    logs.add(
        "{\"body\":\"%s\",\"traceId\":\"%s\",\"spanId\":\"%s\"}"
            .formatted(body, current.getTraceId(), current.getSpanId()));
  }

  synchronized void measured(long size) {
    count++;
    sum += size;
  }

  /** Everything sent so far, in one line. */
  synchronized String json(String service) {
    List<String> all = new ArrayList<>(spans);
    for (ClientSpan client : clients) {
      boolean outermost = client.callerTarget().equals("/order");
      String parent = outermost ? "" : parentOf.get("/order" + client.traceId());
      all.add(span(client.traceId(), client.spanId(), parent, "GET"));
    }
    return """
    {"service":"%s","spans":[%s],"logs":[%s],\
    "counter":{"name":"verification.orders","value":%d},\
    "histogram":{"name":"verification.order.size","count":%d,"sum":%d}}\
    """
        .formatted(service, joined(all), joined(logs), count, count, sum);
  }

  private static String joined(List<String> items) {
    return items.stream().collect(Collectors.joining(","));
  }

  private static String span(String traceId, String spanId, String parentSpanId, String name) {
    return "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"parentSpanId\":\"%s\",\"name\":\"%s\"}"
        .formatted(traceId, spanId, parentSpanId, name);
  }
}
