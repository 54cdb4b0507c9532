package io.beltline.extension.healthcheck;

import io.beltline.api.Clock;
import io.beltline.config.GoDuration;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers whether the collector is ready: 200 or 503, with JSON or the configured texts. */
final class Health implements HttpHandler {
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final HealthCheckConfig config;
  private final Clock clock;
  private volatile @Nullable Long readySince;

  Health(HealthCheckConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  void ready() {
    readySince = clock.unixNanos();
  }

  void notReady() {
    readySince = null;
  }

  @Override
  public @Nullable HttpResponse reject(HttpRequest request) {
    String path = config.path();
    boolean found =
        request.path().equals(path) || (path.endsWith("/") && request.path().startsWith(path));
    return found ? null : HttpResponse.text(404, "404 page not found\n");
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    HttpResponse rejected = reject(request);
    if (rejected != null) {
      return rejected;
    }
    Long since = readySince;
    int status = since == null ? 503 : 200;
    HealthCheckConfig.ResponseBodyConfig texts = config.responseBody();
    if (texts != null) {
      return HttpResponse.text(status, since == null ? texts.unhealthy() : texts.healthy());
    }
    return HttpResponse.of(status, "application/json", Slice.utf8(json(since)));
  }

  private String json(@Nullable Long since) {
    if (since == null) {
      return "{\"status\":\"Server not available\",\"upSince\":\"" + NEVER + "\",\"uptime\":\"\"}";
    }
    Instant start = Instant.ofEpochSecond(0, since);
    Duration up = Duration.ofNanos(clock.unixNanos() - since);
    return "{\"status\":\"Server available\",\"upSince\":\""
        + start
        + "\",\"uptime\":\""
        + GoDuration.format(up)
        + "\"}";
  }
}
