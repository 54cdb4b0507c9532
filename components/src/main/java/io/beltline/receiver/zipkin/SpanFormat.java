package io.beltline.receiver.zipkin;

import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpRequest;
import java.util.function.Consumer;

/** The forms of a request. */
enum SpanFormat {
  V1_THRIFT("http_v1_thrift"),
  V1_JSON("http_v1_json"),
  V2_JSON("http_v2_json"),
  V2_PROTO("http_v2_proto");

  private final String transport;

  SpanFormat(String transport) {
    this.transport = transport;
  }

  /** The form of a request, by its path and its media type. What names no other is JSON. */
  static SpanFormat of(HttpRequest request) {
    String type = OtlpRoutes.mediaType(request.header("content-type"));
    if (request.path().contains("api/v1/spans")) {
      return switch (type) {
        case "application/x-thrift", "application/vnd.apache.thrift.binary" -> V1_THRIFT;
        default -> V1_JSON;
      };
    }
    return switch (type) {
      case "application/x-protobuf", "application/protobuf" -> V2_PROTO;
      default -> V2_JSON;
    };
  }

  /** The word for it in metrics. */
  String transport() {
    return transport;
  }

  /**
   * Hands each span of a body on.
   *
   * @param room asked before anything is made of the bytes
   * @throws MalformedTelemetryException if the body has another form
   */
  void read(Slice body, Room room, Consumer<ZipkinSpan> sink) {
    switch (this) {
      case V1_THRIFT -> ThriftSpans.read(body, room, sink);
      case V1_JSON -> JsonSpansV1.read(body, room, sink);
      case V2_JSON -> JsonSpans.read(body, room, sink);
      case V2_PROTO -> ProtoSpans.read(body, room, sink);
    }
  }
}
