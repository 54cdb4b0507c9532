package io.beltline.extension.healthcheck;

import io.beltline.api.ComponentStatus.Level;
import io.beltline.api.ServiceView;
import io.beltline.extension.healthcheck.HealthCheckConfig.HttpHealthConfig;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.io.StringWriter;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The pages of {@code use_v2}: health as JSON, and the configuration. */
final class HealthPages {
  private static final JsonFactory JSON = new JsonFactory();

  private final ServiceHealth health;
  private final ServiceView service;

  HealthPages(ServiceHealth health, ServiceView service) {
    this.health = health;
    this.service = service;
  }

  Router router(HttpHealthConfig config) {
    Router.Builder router = Router.builder();
    if (config.status().enabled()) {
      router.route("GET", config.status().path(), this::status);
    }
    if (config.config().enabled()) {
      router.route("GET", config.config().path(), _ -> configuration());
    }
    return router.build();
  }

  private HttpResponse configuration() {
    return HttpResponse.of(200, "application/yaml", Slice.utf8(service.effectiveConfig()));
  }

  private HttpResponse status(HttpRequest request) {
    String pipeline = request.parameter("pipeline").stream().findFirst().orElse("");
    Aggregate shown = pipeline.isEmpty() ? health.all() : health.pipeline(pipeline);
    if (shown == null) {
      return HttpResponse.text(404, "there is no pipeline \"" + pipeline + "\"\n");
    }
    boolean verbose = !request.parameter("verbose").isEmpty();
    return HttpResponse.of(code(shown), "application/json", Slice.utf8(json(shown, verbose)));
  }

  private int code(Aggregate shown) {
    return switch (shown.level()) {
      case STARTING, STOPPING, STOPPED -> 503;
      case OK, RECOVERABLE_ERROR, PERMANENT_ERROR, FATAL_ERROR ->
          health.isHealthy(shown) ? 200 : 500;
    };
  }

  private String json(Aggregate shown, boolean verbose) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("start_time", time(health.start()));
      fields(json, shown, verbose);
      json.writeEndObject();
    }
    return text.toString();
  }

  private void fields(JsonGenerator json, Aggregate shown, boolean verbose) {
    json.writeBooleanProperty("healthy", health.isHealthy(shown));
    json.writeStringProperty("status", word(shown.level()));
    if (!shown.error().isEmpty()) {
      json.writeStringProperty("error", shown.error());
    }
    json.writeStringProperty("status_time", time(shown.since()));
    if (verbose && !shown.parts().isEmpty()) {
      json.writeName("components");
      json.writeStartObject();
      shown
          .parts()
          .forEach(
              (name, part) -> {
                json.writeName(name);
                json.writeStartObject();
                fields(json, part, true);
                json.writeEndObject();
              });
      json.writeEndObject();
    }
  }

  private static String time(long unixNanos) {
    return Instant.ofEpochSecond(0, unixNanos).toString();
  }

  /** The word the OpenTelemetry Collector has for a level. */
  private static String word(Level level) {
    return switch (level) {
      case STARTING -> "StatusStarting";
      case OK -> "StatusOK";
      case RECOVERABLE_ERROR -> "StatusRecoverableError";
      case PERMANENT_ERROR -> "StatusPermanentError";
      case FATAL_ERROR -> "StatusFatalError";
      case STOPPING -> "StatusStopping";
      case STOPPED -> "StatusStopped";
    };
  }
}
