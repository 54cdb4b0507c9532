package io.beltline.receiver.zipkin;

import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.zipkin.ZipkinSpan.Annotation;
import java.util.function.Consumer;

/**
 * Reads spans of version 2 in JSON.
 *
 * @see <a href="https://zipkin.io/zipkin-api/#/default/post_spans">the format</a>
 */
final class JsonSpans {
  private JsonSpans() {}

  /**
   * Hands each span on.
   *
   * @param room asked before anything is made of the bytes
   * @throws MalformedTelemetryException if the body is no list of spans, with the place
   */
  static void read(Slice body, Room room, Consumer<ZipkinSpan> sink) {
    JsonText.list(body, room, json -> sink.accept(span(json)));
  }

  private static ZipkinSpan span(JsonText json) {
    json.take(ZipkinSpan.ROOM);
    ZipkinSpan span = new ZipkinSpan();
    json.object(name -> field(json, span, name));
    Checks.ids(span.traceIdHigh, span.traceIdLow, span.id);
    return span;
  }

  private static void field(JsonText json, ZipkinSpan span, String name) {
    switch (name) {
      case "traceId" -> traceId(span, json.text(name));
      case "id" -> span.id = Checks.spanId(json.text(name), name);
      case "parentId" -> span.parentId = Checks.spanId(json.text(name), name);
      case "name" -> span.name = json.text(name);
      case "kind" -> span.kind = Kinds.of(json.text(name));
      case "timestamp" -> span.timestamp = Checks.micros(json.number(name), name);
      case "duration" -> span.duration = Checks.micros(json.number(name), name);
      case "shared" -> span.shared = json.flag(name);
      case "debug" -> span.debug = json.flag(name);
      case "localEndpoint" -> span.local = endpoint(json);
      case "remoteEndpoint" -> span.remote = endpoint(json);
      case "annotations" -> json.array(() -> span.annotations.add(annotation(json)));
      case "tags" -> json.object(key -> tag(json, span, key));
      default -> json.skip();
    }
  }

  private static void traceId(ZipkinSpan span, String digits) {
    int length = digits.length();
    if (length > 32) {
      throw Checks.noId(digits, "traceId", 32);
    }
    int half = Math.max(0, length - 16);
    span.traceIdHigh = Checks.id(digits, 0, half, "traceId");
    span.traceIdLow = Checks.id(digits, half, length, "traceId");
  }

  private static void tag(JsonText json, ZipkinSpan span, String key) {
    json.take(ZipkinSpan.TAG_ROOM);
    span.tags.put(key, Tag.of(json.text(key)));
  }

  private static Annotation annotation(JsonText json) {
    json.take(Annotation.ROOM);
    long[] timestamp = new long[1];
    String[] value = {""};
    json.object(
        name -> {
          switch (name) {
            case "timestamp" -> timestamp[0] = Checks.micros(json.number(name), name);
            case "value" -> value[0] = json.text(name);
            default -> json.skip();
          }
        });
    return new Annotation(timestamp[0], value[0]);
  }

  static Endpoint endpoint(JsonText json) {
    json.take(Endpoint.ROOM);
    String[] texts = {"", "", ""};
    int[] port = new int[1];
    json.object(
        name -> {
          switch (name) {
            case "serviceName" -> texts[0] = json.text(name);
            case "ipv4" -> texts[1] = json.text(name);
            case "ipv6" -> texts[2] = json.text(name);
            case "port" -> port[0] = port(json.number(name));
            default -> json.skip();
          }
        });
    return new Endpoint(texts[0], texts[1], texts[2], port[0]);
  }

  /** Version 1 tells ports above 32,767 as negative numbers, as thrift has no others. */
  static int port(long told) {
    long port = told < 0 && told >= Short.MIN_VALUE ? told & 0xffff : told;
    if (port < 0 || port > 0xffff) {
      throw new MalformedTelemetryException(
          "port: " + told + " is out of range (expected: 0 to 65535)");
    }
    return (int) port;
  }
}
