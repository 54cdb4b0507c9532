package io.beltline.connector.servicegraph;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import java.util.List;

/** Spans of requests between services, for tests. */
final class Call {
  static final int SERVER = 2;
  static final int CLIENT = 3;
  static final int PRODUCER = 4;
  static final int CONSUMER = 5;

  private Call() {}

  /** A span of a service; its ids are small numbers, a parent of 0 is none. */
  static Telemetry span(
      String service, int kind, int trace, int id, int parent, long millis, String more) {
    return Requests.json(
        Signal.TRACES,
        "{\"resourceSpans\":[" + json(service, kind, trace, id, parent, millis, more) + "]}");
  }

  /** As above, without an end. */
  static String json(
      String service, int kind, int trace, int id, int parent, long millis, String more) {
    return """
    {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},\
    "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x",%s"kind":%d,\
    "startTimeUnixNano":"1000000000","endTimeUnixNano":"%d"%s}]}]}\
    """
        .formatted(
            service,
            trace,
            id,
            parent == 0 ? "" : "\"parentSpanId\":\"%016x\",".formatted(parent),
            kind,
            1_000_000_000L + millis * 1_000_000,
            more);
  }

  /** Several in one request. */
  static Telemetry request(List<String> resources) {
    return Requests.json(
        Signal.TRACES, "{\"resourceSpans\":[" + String.join(",", resources) + "]}");
  }

  /** Attributes of a span. */
  static String attributes(String key, String value) {
    return ",\"attributes\":" + Requests.attributes(key, "{\"stringValue\":\"" + value + "\"}");
  }
}
