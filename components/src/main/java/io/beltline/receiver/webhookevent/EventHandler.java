package io.beltline.receiver.webhookevent;

import io.beltline.api.Clock;
import io.beltline.api.Settings;
import io.beltline.components.expression.JsonText;
import io.beltline.components.otlp.HttpAnswers;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Takes events, and answers when the pipeline has. Safe for all threads. */
final class EventHandler implements HttpHandler {
  private static final HttpResponse TAKEN = HttpResponse.empty(200);

  private final Settings settings;
  private final WebhookEventReceiverConfig config;
  private final TranslatedIntake intake;
  private final HeaderAttributes headers;
  private final Clock clock;

  EventHandler(
      Settings settings, WebhookEventReceiverConfig config, TranslatedIntake intake, Clock clock) {
    this.settings = settings;
    this.config = config;
    this.intake = intake;
    this.headers = new HeaderAttributes(config);
    this.clock = clock;
  }

  @Override
  public @Nullable HttpResponse reject(HttpRequest request) {
    String name = config.requiredHeader().key();
    if (name.isEmpty() || isEqual(request.header(name))) {
      return null;
    }
    return failed(401, "request was missing required header or incorrect header value");
  }

  /** In a time that tells nothing about the value. */
  private boolean isEqual(String sent) {
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8),
        config.requiredHeader().value().reveal().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void overloaded(HttpRequest request) {
    intake.overloaded();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Slice body = request.body();
    if (body.length() == 0) {
      return failed(400, "request body content length is zero");
    }
    try {
      return HttpAnswers.of(
          intake.take(request.context(), body.length(), room -> records(request, body, room)),
          TAKEN,
          EventHandler::failed);
    } catch (MalformedTelemetryException malformed) {
      return failed(400, intake.refuse(malformed));
    }
  }

  private Slice records(HttpRequest request, Slice body, Room room) {
    EventWriter out = new EventWriter(room, clock.unixNanos(), headers.of(request.headers()));
    if (config.splitLogsAtNewline()) {
      Bodies.lines(body, out);
    } else if (config.splitLogsAtJsonBoundary()) {
      Bodies.values(body, out);
    } else {
      out.add(body.array(), body.offset(), body.end());
    }
    return out.toRequest(
        QueryAttributes.of(request.query()), settings.id().toString(), settings.build().version());
  }

  /** A refusal: its reason as a JSON text. */
  static HttpResponse failed(int status, String reason) {
    return HttpResponse.of(status, "application/json", Slice.utf8(JsonText.write(reason)));
  }
}
