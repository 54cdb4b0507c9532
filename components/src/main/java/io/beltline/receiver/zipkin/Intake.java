package io.beltline.receiver.zipkin;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Overload;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.Map;

/** Hands the requests of one form on as OTLP. Safe for all threads. */
final class Intake {
  /** What is reserved before a body is read, in sizes of the body; it is set right afterwards. */
  private static final int ROOM = 2;

  private final SpanFormat format;
  private final boolean parseStringTags;
  private final Consumer consumer;
  private final Meter.Counter malformed;
  private final Meter.Counter refused;

  Intake(Settings settings, ZipkinReceiverConfig config, SpanFormat format, Consumer consumer) {
    this.format = format;
    this.parseStringTags = config.parseStringTags();
    this.consumer = consumer;
    this.malformed =
        settings
            .meter()
            .counter(
                "otelcol_receiver_malformed_requests",
                "{requests}",
                "Requests that were refused because their bytes are no spans of Zipkin.",
                Map.of("transport", format.transport(), "signal", Signal.TRACES.label()));
    // the service counts under this name what pipelines refuse
    this.refused =
        settings
            .meter()
            .counter(
                "otelcol_receiver_refused_spans",
                "{spans}",
                "Number of spans that could not be pushed into the pipeline.",
                Map.of("transport", format.transport()));
  }

  /**
   * Takes a request. One without spans is accepted and goes no further.
   *
   * @throws MalformedTelemetryException if the body has another form
   */
  ConsumeResult take(Context context, Slice body) {
    if (body.length() == 0) {
      return ConsumeResult.accepted();
    }
    Reservation reservation = context.reservation();
    long held = (long) ROOM * body.length();
    if (reservation != null && !reservation.grow(held)) {
      return noRoom();
    }
    Slice otlp = translate(body);
    if (reservation != null && !resize(reservation, body.length() + held, otlp.length())) {
      return noRoom();
    }
    return otlp.length() == 0
        ? ConsumeResult.accepted()
        : consumer.consume(context, Telemetry.of(Signal.TRACES, Payload.of(otlp)));
  }

  /** Counts a request for which there is no room: as one item, since nobody has seen how many. */
  void overloaded() {
    refused.add(1);
  }

  /** Counts a request that could not be read. */
  void refuse() {
    malformed.add(1);
  }

  private Slice translate(Slice body) {
    SpanTranslation translation = new SpanTranslation(parseStringTags);
    format.read(body, translation::add);
    return translation.toRequest();
  }

  /** Gives back what the request does not need, or takes what it needs more. */
  private static boolean resize(Reservation reservation, long held, long needed) {
    if (needed > held) {
      return reservation.grow(needed - held);
    }
    reservation.shrink(held - needed);
    return true;
  }

  private ConsumeResult noRoom() {
    overloaded();
    return ConsumeResult.unavailable("too many bytes in flight", Overload.LEAST);
  }
}
