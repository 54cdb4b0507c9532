package io.beltline.receiver.loki;

import io.beltline.api.ConsumeResult;
import io.beltline.components.loki.PushFields;
import io.beltline.components.otlp.HttpAnswers;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers pushes over HTTP as Loki does: 204, 400 with words, 429 and 503 to come back later. */
final class PushHandler implements HttpHandler {
  private static final String JSON = "application/json";
  private static final HttpResponse UNSUPPORTED =
      HttpResponse.text(
          415, "unsupported media type (expected: " + JSON + " or " + PushFields.PROTOBUF + ")");

  private final TranslatedIntake intake;
  private final RequestForms forms;
  private final long limit;

  PushHandler(TranslatedIntake intake, RequestForms forms, long limit) {
    this.intake = intake;
    this.forms = forms;
    this.limit = limit;
  }

  @Override
  public @Nullable HttpResponse reject(HttpRequest request) {
    return switch (OtlpRoutes.mediaType(request.header("content-type"))) {
      case "", JSON, PushFields.PROTOBUF -> null;
      default -> UNSUPPORTED;
    };
  }

  @Override
  public void overloaded(HttpRequest request) {
    intake.overloaded();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    boolean json = OtlpRoutes.mediaType(request.header("content-type")).equals(JSON);
    try {
      Slice body = json ? request.body() : block(request);
      return answer(
          intake.take(
              request.context(),
              body.length(),
              room -> json ? forms.json(body, room) : forms.protobuf(body, room)));
    } catch (MalformedTelemetryException malformed) {
      return HttpResponse.text(400, intake.refuse(malformed));
    }
  }

  /** A body in protobuf is a snappy block, whether or not the sender says so. */
  private Slice block(HttpRequest request) {
    Slice body = request.body();
    boolean done =
        request.header("content-encoding").strip().toLowerCase(Locale.ROOT).equals("snappy");
    if (done || body.length() == 0) {
      return body;
    }
    try {
      return Codecs.decompress(Compression.SNAPPY, body, limit);
    } catch (CompressionException damaged) {
      throw new MalformedTelemetryException("no snappy block: " + damaged.getMessage());
    }
  }

  /** What a sender is answered. */
  static HttpResponse answer(ConsumeResult result) {
    return HttpAnswers.of(result, HttpResponse.empty(204), HttpResponse::text);
  }
}
