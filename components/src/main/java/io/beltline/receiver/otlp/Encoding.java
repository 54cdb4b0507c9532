package io.beltline.receiver.otlp;

import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.RpcStatus;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The two forms of a request; the response comes in the same. */
@SuppressWarnings("ImmutableEnumChecker") // a response is immutable
enum Encoding {
  PROTOBUF(OtlpRoutes.PROTOBUF, Slice.EMPTY),
  JSON(OtlpRoutes.JSON, Slice.utf8("{}"));

  private final String contentType;

  @SuppressWarnings(
      "ImmutableEnumChecker") // the response is immutable: headers copied, bytes shared
  private final HttpResponse full;

  Encoding(String contentType, Slice full) {
    this.contentType = contentType;
    this.full = HttpResponse.of(200, contentType, full);
  }

  /** The form of a request, or null if its content type is none of the protocol. */
  static @Nullable Encoding of(HttpRequest request) {
    return switch (OtlpRoutes.mediaType(request.header("content-type"))) {
      case OtlpRoutes.PROTOBUF -> PROTOBUF;
      case OtlpRoutes.JSON -> JSON;
      default -> null;
    };
  }

  /** The answer to a request that was taken whole. */
  HttpResponse full() {
    return full;
  }

  /** The answer to a request that was taken with a warning, or not whole. */
  HttpResponse partial(Signal signal, long rejected, String message) {
    ExportResponse response = new ExportResponse(rejected, message);
    Slice body = this == JSON ? response.toJson(signal) : response.toProto();
    return HttpResponse.of(200, contentType, body);
  }

  /** The answer to a request that was refused. */
  HttpResponse failed(int http, Code code, String message) {
    RpcStatus status = new RpcStatus(code, message);
    return HttpResponse.of(http, contentType, this == JSON ? status.toJson() : status.toProto());
  }
}
