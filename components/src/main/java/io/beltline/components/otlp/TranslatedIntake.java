package io.beltline.receiver.jaeger;

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
import java.util.function.Supplier;

/** Hands the batches of one protocol on as OTLP. Safe for all threads. */
final class Intake {
  /** What is reserved before a batch is read, in sizes of the batch; it is set right afterwards. */
  private static final int ROOM = 3;

  private final String transport;
  private final Consumer consumer;
  private final Meter.Counter malformed;
  private final Meter.Counter refused;

  Intake(Settings settings, Consumer consumer, String transport) {
    this.transport = transport;
    this.consumer = consumer;
    this.malformed =
        settings
            .meter()
            .counter(
                "otelcol_receiver_malformed_requests",
                "{requests}",
                "Requests that were refused because their bytes are no batch of Jaeger.",
                Map.of("transport", transport, "signal", Signal.TRACES.label()));
    // the service counts under this name what pipelines refuse
    this.refused =
        settings
            .meter()
            .counter(
                "otelcol_receiver_refused_spans",
                "{spans}",
                "Number of spans that could not be pushed into the pipeline.",
                Map.of("transport", transport));
  }

  /** The word for the protocol in metrics. */
  String transport() {
    return transport;
  }

  /**
   * Takes a batch. One without spans is accepted and goes no further.
   *
   * @param size how many bytes it has
   * @param batch reads it
   * @throws MalformedTelemetryException if it is none
   */
  ConsumeResult take(Context context, int size, Supplier<Slice> batch) {
    Reservation reservation = context.reservation();
    long held = (long) ROOM * size;
    if (reservation != null && !reservation.grow(held)) {
      return noRoom();
    }
    Slice otlp = batch.get();
    if (reservation != null && !resize(reservation, size + held, otlp.length())) {
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

  /** Counts a request that could not be read, and gives the words for its sender. */
  String refuse(MalformedTelemetryException reason) {
    malformed.add(1);
    return "malformed batch: " + reason.getMessage();
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
