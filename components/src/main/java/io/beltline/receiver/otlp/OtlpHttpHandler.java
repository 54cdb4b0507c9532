package io.beltline.receiver.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.SenderStatus;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The path of one signal. */
final class OtlpHttpHandler implements HttpHandler {
  private static final HttpResponse UNSUPPORTED =
      HttpResponse.text(
          415, "415 unsupported media type, supported: [application/json, application/x-protobuf]");

  private final Intake intake;

  OtlpHttpHandler(Intake intake) {
    this.intake = intake;
  }

  @Override
  public @Nullable HttpResponse reject(HttpRequest request) {
    return Encoding.of(request) == null ? UNSUPPORTED : null;
  }

  @Override
  public void overloaded(HttpRequest request) {
    intake.overloaded();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Encoding encoding = Encoding.of(request);
    if (encoding == null) {
      return UNSUPPORTED;
    }
    ConsumeResult result;
    try {
      Slice binary = binary(encoding, request);
      result = binary == null ? intake.noRoom() : intake.take(request.context(), binary);
    } catch (MalformedTelemetryException malformed) {
      return encoding.failed(400, Code.INVALID_ARGUMENT, intake.refuse(malformed));
    }
    return response(intake.signal(), encoding, result);
  }

  /** The request in binary form; null if there is no room for it. */
  private @Nullable Slice binary(Encoding encoding, HttpRequest request) {
    Slice body = request.body();
    Reservation reservation = request.reservation();
    if (encoding == Encoding.PROTOBUF || reservation == null) {
      return encoding == Encoding.PROTOBUF ? body : json(body);
    }
    if (!reservation.grow(body.length())) { // the binary form is never the longer one
      return null;
    }
    Slice binary = json(body);
    reservation.shrink(2L * body.length() - binary.length());
    return binary;
  }

  private Slice json(Slice body) {
    return OtlpJson.read(OtlpJson.request(intake.signal()), body);
  }

  /** What a sender is answered. */
  static HttpResponse response(Signal signal, Encoding encoding, ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted(long rejected, String message) ->
          rejected == 0 && message.isEmpty()
              ? encoding.full()
              : encoding.partial(signal, rejected, message);
      case ConsumeResult.Retryable(Status status, String message, Duration wait) -> {
        HttpResponse response =
            encoding.failed(
                SenderStatus.retryableHttp(status),
                SenderStatus.retryableCode(status.code(), wait != null),
                message);
        yield wait == null ? response : response.with("retry-after", SenderStatus.seconds(wait));
      }
      case ConsumeResult.Permanent(Status status, String message) ->
          encoding.failed(
              SenderStatus.permanentHttp(status),
              SenderStatus.permanentCode(status.code()),
              message);
    };
  }

  /** The answer to a request that the server itself refuses, in the form of the request. */
  static HttpResponse refused(HttpRequest request, int http, String message) {
    Encoding encoding = Encoding.of(request);
    Code code = Status.ofHttp(http).code();
    return (encoding == null ? Encoding.JSON : encoding).failed(http, code, message);
  }
}
