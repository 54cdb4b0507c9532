package io.beltline.receiver.zipkin;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.Room.NoRoomException;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.Map;

/** Hands the requests of one form on as OTLP. Safe for all threads. */
final class Intake {
  /** What texts and their OTLP form take, in sizes of the body; objects are counted one by one. */
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
    Room room = Room.beside(context.reservation());
    Slice otlp;
    try {
      room.take((long) ROOM * body.length());
      otlp = translate(body, room);
      room.settle(otlp.length());
    } catch (NoRoomException noRoom) {
      overloaded();
      return noRoom.answer();
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

  private Slice translate(Slice body, Room room) {
    SpanTranslation translation = new SpanTranslation(parseStringTags, room);
    format.read(body, room, translation::add);
    return translation.toRequest();
  }
}
