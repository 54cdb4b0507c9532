package io.beltline.connector;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;

/** Requests with one span, for tests. */
public final class Spans {
  /** Milliseconds. */
  private static final long START = 1_000;

  private Spans() {}

  /** A server span of a service. */
  public static Telemetry of(String service, String name, long millis, String... attributes) {
    return raw(service, span(name, millis, Requests.attributes(attributes), ""));
  }

  /** A span as JSON. */
  public static String span(String name, long millis, String attributes, String more) {
    return "{\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\","
        + "\"name\":\""
        + name
        + "\",\"kind\":2,\"startTimeUnixNano\":\""
        + START * 1_000_000
        + "\",\"endTimeUnixNano\":\""
        + (START + millis) * 1_000_000
        + "\",\"attributes\":"
        + attributes
        + more
        + "}";
  }

  /** Spans of a service, as JSON. */
  public static Telemetry raw(String service, String spans) {
    return Requests.json(
        Signal.TRACES,
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":"
            + Requests.attributes(
                "service.name",
                "{\"stringValue\":\"" + service + "\"}",
                "region",
                "{\"stringValue\":\"eu\"}")
            + "},\"scopeSpans\":[{\"scope\":{\"name\":\"lib\",\"version\":\"2\"},\"spans\":["
            + spans
            + "]}]}]}");
  }
}
