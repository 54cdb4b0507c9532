package io.beltline.receiver.zipkin;

import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.zipkin.SpanV1.Annotation;
import io.beltline.receiver.zipkin.SpanV1.BinaryAnnotation;
import java.util.function.Consumer;

/**
 * Reads spans of version 1 in JSON.
 *
 * @see <a href="https://github.com/openzipkin/zipkin-api/blob/master/zipkin-api.yaml">the
 *     format</a>
 */
final class JsonSpansV1 {
  private JsonSpansV1() {}

  /**
   * Hands on what each span is in version 2.
   *
   * @param room asked before anything is made of the bytes
   * @throws MalformedTelemetryException if the body is no list of spans, with the place
   */
  static void read(Slice body, Room room, Consumer<ZipkinSpan> sink) {
    JsonText.list(body, room, json -> V1Conversion.convert(span(json), sink));
  }

  private static SpanV1 span(JsonText json) {
    json.take(ZipkinSpan.ROOM);
    SpanV1 span = new SpanV1();
    json.object(name -> field(json, span, name));
    Checks.ids(span.traceIdHigh, span.traceIdLow, span.id);
    return span;
  }

  private static void field(JsonText json, SpanV1 span, String name) {
    switch (name) {
      case "traceId" -> traceId(span, json.text(name));
      case "id" -> span.id = Checks.spanId(json.text(name), name);
      case "parentId" -> span.parentId = Checks.spanId(json.text(name), name);
      case "name" -> span.name = json.text(name);
      case "timestamp" -> span.timestamp = Checks.micros(json.number(name), name);
      case "duration" -> span.duration = Checks.micros(json.number(name), name);
      case "debug" -> span.debug = json.flag(name);
      case "annotations" -> json.array(() -> span.annotations.add(annotation(json)));
      case "binaryAnnotations" -> json.array(() -> span.binaryAnnotations.add(binary(json)));
      default -> json.skip();
    }
  }

  private static void traceId(SpanV1 span, String digits) {
    int length = digits.length();
    if (length > 32) {
      throw Checks.noId(digits, "traceId", 32);
    }
    int half = Math.max(0, length - 16);
    span.traceIdHigh = Checks.id(digits, 0, half, "traceId");
    span.traceIdLow = Checks.id(digits, half, length, "traceId");
  }

  private static Annotation annotation(JsonText json) {
    json.take(Annotation.ROOM);
    long[] timestamp = new long[1];
    String[] value = {""};
    Endpoint[] endpoint = {Endpoint.NONE};
    json.object(
        name -> {
          switch (name) {
            case "timestamp" -> timestamp[0] = Checks.micros(json.number(name), name);
            case "value" -> value[0] = json.text(name);
            case "endpoint" -> endpoint[0] = JsonSpans.endpoint(json);
            default -> json.skip();
          }
        });
    return new Annotation(timestamp[0], value[0], endpoint[0]);
  }

  private static BinaryAnnotation binary(JsonText json) {
    json.take(BinaryAnnotation.ROOM);
    String[] key = {""};
    Tag[] value = {Tag.of("")};
    Endpoint[] endpoint = {Endpoint.NONE};
    json.object(
        name -> {
          switch (name) {
            case "key" -> key[0] = json.text(name);
            case "value" -> value[0] = json.tag(name);
            case "endpoint" -> endpoint[0] = JsonSpans.endpoint(json);
            default -> json.skip();
          }
        });
    return new BinaryAnnotation(key[0], value[0], endpoint[0]);
  }
}
