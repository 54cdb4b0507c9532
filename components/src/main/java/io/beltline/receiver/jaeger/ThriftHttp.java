package io.beltline.receiver.jaeger;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.SenderStatus;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.thrift.BinaryThriftReader;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The path to which clients post batches in thrift's binary form. */
final class ThriftHttp implements HttpHandler {
  private static final HttpResponse ACCEPTED = HttpResponse.empty(202);

  private final TranslatedIntake intake;

  ThriftHttp(TranslatedIntake intake) {
    this.intake = intake;
  }

  @Override
  public @Nullable HttpResponse reject(HttpRequest request) {
    return switch (OtlpRoutes.mediaType(request.header("content-type"))) {
      case "application/x-thrift", "application/vnd.apache.thrift.binary" -> null;
      default ->
          HttpResponse.text(
              400,
              "unsupported content type (expected: application/x-thrift or"
                  + " application/vnd.apache.thrift.binary)");
    };
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
              context(request),
              request.body().length(),
              room -> ThriftBatch.read(new BinaryThriftReader(request.body()), room)));
    } catch (MalformedTelemetryException malformed) {
      return HttpResponse.text(400, intake.refuse(malformed));
    }
  }

  /** What a sender is answered. Jaeger has no word for what was rejected in part. */
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

  private Context context(HttpRequest request) {
    Context context = request.context();
    return new Context(
        new ClientInfo(context.client().address(), intake.transport()),
        context.metadata(),
        context.auth(),
        context.batching(),
        context.reservation());
  }
}
