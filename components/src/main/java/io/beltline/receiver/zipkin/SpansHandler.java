package io.beltline.receiver.zipkin;

import static java.util.Objects.requireNonNull;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.components.otlp.SenderStatus;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes spans that are posted. As with the OpenTelemetry Collector the path only tells the version:
 * what does not name version 1 is version 2.
 */
final class SpansHandler implements HttpHandler {
  private static final HttpResponse ACCEPTED = HttpResponse.empty(202);

  private final Map<SpanFormat, Intake> intakes;

  SpansHandler(Map<SpanFormat, Intake> intakes) {
    this.intakes = intakes;
  }

  @Override
  public @Nullable HttpResponse reject(HttpRequest request) {
    return request.method().equals("POST")
        ? null
        : HttpResponse.text(405, "405 method not allowed, supported: [POST]").with("allow", "POST");
  }

  @Override
  public void overloaded(HttpRequest request) {
    intake(SpanFormat.of(request)).overloaded();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    SpanFormat format = SpanFormat.of(request);
    Intake intake = intake(format);
    ConsumeResult result;
    try {
      result = intake.take(context(request, format), request.body());
    } catch (MalformedTelemetryException malformed) {
      intake.refuse();
      return HttpResponse.text(400, "malformed spans: " + malformed.getMessage());
    }
    return answer(result);
  }

  /** What a sender is answered. Zipkin's API has no word for what was rejected in part. */
  static HttpResponse answer(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted _ -> ACCEPTED;
      case ConsumeResult.Retryable(Status status, String message, Duration wait) -> {
        HttpResponse response = HttpResponse.text(SenderStatus.retryableHttp(status), message);
        yield wait == null ? response : response.with("retry-after", SenderStatus.seconds(wait));
      }
      case ConsumeResult.Permanent(Status status, String message) ->
          HttpResponse.text(SenderStatus.permanentHttp(status), message);
    };
  }

  private Intake intake(SpanFormat format) {
    return requireNonNull(intakes.get(format));
  }

  private static Context context(HttpRequest request, SpanFormat format) {
    Context context = request.context();
    return new Context(
        new ClientInfo(context.client().address(), format.transport()),
        context.metadata(),
        context.auth(),
        context.batching(),
        context.reservation());
  }
}
