package io.beltline.receiver.prometheusremotewrite;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.Room.NoRoomException;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Metrics;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests of both versions. What is wrong with a series costs that series: the others go
 * on, and the sender hears 400 with the counts of what was taken, as the protocol wants it.
 */
final class WriteHandler implements HttpHandler {
  private static final HttpResponse UNSUPPORTED =
      HttpResponse.text(
          415,
          "unsupported media type (expected: %s, with proto=%s or proto=%s)"
              .formatted(RemoteWrite.PROTOBUF, RemoteWrite.MESSAGE_1, RemoteWrite.MESSAGE_2));

  /** What texts and their OTLP form take, in sizes of the body; objects are counted one by one. */
  private static final int ROOM = 3;

  private static final HttpResponse NOT_SNAPPY =
      HttpResponse.text(415, "unsupported content encoding (expected: snappy)");

  private final Consumer next;
  private final Targets targets;
  private final Families families;
  private final Meter.Counter malformed;
  private final Meter.Counter refused;
  private final Meter.Counter lonely;
  private final Meter.Counter overloaded;

  WriteHandler(Settings settings, Consumer next) {
    this.next = next;
    Meter meter = settings.meter();
    malformed =
        meter.counter(
            "otelcol_receiver_malformed_requests",
            "{requests}",
            "Requests that were refused because their bytes are no Remote Write.",
            Map.of("transport", "http", "signal", "metrics"));
    refused =
        meter.counter(
            "otelcol_receiver_prometheusremotewrite_refused_samples",
            "{samples}",
            "Samples and histograms that were refused because they cannot be.",
            Map.of());
    lonely =
        meter.counter(
            "otelcol_receiver_prometheusremotewrite_dropped_exemplars",
            "{exemplars}",
            "Exemplars that came without a sample of their series in the same request.",
            Map.of());
    targets = new Targets(forgotten(meter, "target")::add);
    families = new Families(forgotten(meter, "metric")::add);
    overloaded =
        meter.counter(
            "otelcol_receiver_refused_metric_points",
            "{metric_points}",
            "Number of metric points that could not be pushed into the pipeline.",
            Map.of("transport", "http"));
  }

  private static Meter.Counter forgotten(Meter meter, String what) {
    return meter.counter(
        "otelcol_receiver_prometheusremotewrite_forgotten",
        "{entries}",
        "Targets and metrics of which more was said than is remembered.",
        Map.of("what", what));
  }

  /** The version a content type names; 0 for none. */
  static int version(String contentType) {
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().toLowerCase(Locale.ROOT).equals(RemoteWrite.PROTOBUF)) {
      return 0;
    }
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      int equal = part.indexOf('=');
      if (equal > 0 && part.substring(0, equal).strip().toLowerCase(Locale.ROOT).equals("proto")) {
        return switch (part.substring(equal + 1).strip().replace("\"", "")) {
          case RemoteWrite.MESSAGE_1 -> 1;
          case RemoteWrite.MESSAGE_2 -> 2;
          default -> 0;
        };
      }
    }
    return 1;
  }

  @Override
  public @Nullable HttpResponse reject(HttpRequest request) {
    if (version(request.header("content-type")) == 0) {
      return UNSUPPORTED;
    }
    String encoding = request.header("content-encoding").strip().toLowerCase(Locale.ROOT);
    return encoding.isEmpty() || encoding.equals("snappy") ? null : NOT_SNAPPY;
  }

  @Override
  public void overloaded(HttpRequest request) {
    overloaded.add(1);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    boolean second = version(request.header("content-type")) == 2;
    Room room = Room.beside(request.context().reservation());
    Translation translation = new Translation(targets, room);
    Metrics metrics;
    try {
      room.take((long) ROOM * request.body().length());
      read(request, second, room, translation);
      metrics = translation.metrics();
      room.settle(metrics.payload().size());
    } catch (MalformedTelemetryException broken) {
      malformed.add(1);
      return HttpResponse.text(400, "malformed request: " + broken.getMessage());
    } catch (NoRoomException noRoom) {
      overloaded.add(1);
      return response(noRoom.answer(), translation);
    }
    refused.add(translation.refused());
    ConsumeResult result =
        metrics.isEmpty() ? ConsumeResult.accepted() : next.consume(request.context(), metrics);
    HttpResponse response = response(result, translation);
    return second && result instanceof Accepted ? counted(response, translation) : response;
  }

  private void read(HttpRequest request, boolean second, Room room, Translation translation) {
    RequestReader reader = new RequestReader(room);
    if (second) {
      reader.second(request.body());
    } else {
      reader.first(request.body());
      families.put(reader.families());
      reader.series().forEach(families::tell);
    }
    lonely.add(ExemplarSeries.join(reader.series(), room));
    reader.series().stream()
        .filter(series -> series.name().equals("target_info"))
        .forEach(translation::series);
    reader.series().stream()
        .filter(series -> !series.name().equals("target_info"))
        .forEach(translation::series);
  }

  private static HttpResponse response(ConsumeResult result, Translation translation) {
    return switch (result) {
      case Accepted accepted ->
          translation.refused() > 0
              ? HttpResponse.text(400, translation.problems())
              : accepted.rejectedItems() > 0
                  ? HttpResponse.text(400, accepted.message())
                  : HttpResponse.empty(204);
      case Retryable retryable -> {
        int http = retryable.status().http() == 429 ? 429 : 503;
        HttpResponse again = HttpResponse.text(http, retryable.message());
        Duration wait = retryable.retryAfter();
        yield wait == null ? again : again.with("retry-after", seconds(wait));
      }
      case Permanent permanent -> {
        int http = permanent.status().http();
        yield HttpResponse.text(
            http >= 400 && http < 500 && http != 429 && http != 415 ? http : 400,
            permanent.message());
      }
    };
  }

  private static HttpResponse counted(HttpResponse response, Translation translation) {
    return response
        .with(RemoteWrite.SAMPLES_WRITTEN, Long.toString(translation.samples()))
        .with(RemoteWrite.HISTOGRAMS_WRITTEN, Long.toString(translation.histograms()))
        .with(RemoteWrite.EXEMPLARS_WRITTEN, Long.toString(translation.exemplars()));
  }

  /** Whole seconds, rounded up: a sender must not come back early. */
  private static String seconds(Duration wait) {
    return Long.toString(Math.max(0, wait.plusNanos(999_999_999).toSeconds()));
  }
}
