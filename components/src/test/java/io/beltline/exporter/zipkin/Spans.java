package io.beltline.exporter.zipkin;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;

/** Requests of spans for tests, and their JSON for Zipkin. */
final class Spans {
  static final String IDS =
      "'traceId':'5b8efff798038103d269b633813fc60c','spanId':'eee19b7ec3c1b174'";

  private Spans() {}

  /** A request; quotes may be single. */
  static Telemetry request(String otlpJson) {
    return OtlpJson.read(
        Signal.TRACES, otlpJson.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** A request of one span of a resource. */
  static Telemetry of(String resourceAttributes, String scope, String span) {
    return request(
        "{'resourceSpans':[{'resource':{'attributes':["
            + resourceAttributes
            + "]},'scopeSpans':[{'scope':{"
            + scope
            + "},'spans':[{"
            + span
            + "}]}]}]}");
  }

  /** A span with these attributes and further fields. */
  static String json(String fields, String... attributes) {
    return json(
        of(
            text("service.name", "shop"),
            "",
            IDS + ",'attributes':[" + String.join(",", attributes) + "]" + fields));
  }

  static String json(Telemetry telemetry) {
    JsonEncoder encoder = new JsonEncoder();
    walk(telemetry, encoder);
    return encoder.finish().toUtf8();
  }

  static Slice proto(Telemetry telemetry) {
    ProtoEncoder encoder = new ProtoEncoder();
    walk(telemetry, encoder);
    return encoder.finish();
  }

  static SpanWalk walk(Telemetry telemetry, SpanEncoder encoder) {
    SpanWalk walk = new SpanWalk("<missing service name>", encoder);
    Payload payload = telemetry.payload();
    payload.chunks().forEach(walk::request);
    return walk;
  }

  static String text(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  static String number(String key, long value) {
    return "{'key':'" + key + "','value':{'intValue':'" + value + "'}}";
  }
}
