package io.beltline.receiver.skywalking;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.components.otlp.SenderStatus;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;

/** The paths to which agents post segments in JSON. */
final class SegmentsHandler implements HttpHandler {
  /** An answer without commands. */
  static final HttpResponse DONE = HttpResponse.of(200, "application/json", Slice.utf8("{}"));

  private final TranslatedIntake intake;

  SegmentsHandler(TranslatedIntake intake) {
    this.intake = intake;
  }

  @Override
  public void overloaded(HttpRequest request) {
    intake.overloaded();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    try {
      return answer(
          intake.take(
              request.context(),
              request.body().length(),
              room -> JsonSegments.read(request.body(), room)));
    } catch (MalformedTelemetryException malformed) {
      return HttpResponse.text(400, intake.refuse(malformed));
    }
  }

  /** What a sender is answered. SkyWalking has no word for what was rejected in part. */
  private static HttpResponse answer(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted _ -> DONE;
      case ConsumeResult.Retryable(Status status, String message, Duration wait) -> {
        HttpResponse response = HttpResponse.text(SenderStatus.retryableHttp(status), message);
        yield wait == null ? response : response.with("retry-after", SenderStatus.seconds(wait));
      }
      case ConsumeResult.Permanent(Status status, String message) ->
          HttpResponse.text(SenderStatus.permanentHttp(status), message);
    };
  }
}
