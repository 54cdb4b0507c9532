package io.beltline.receiver.jaeger;

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

/** Hands the batches of one protocol on as OTLP. Safe for all threads. */
final class Intake {
  /** What texts and their OTLP form take, in sizes of the batch; objects are counted one by one. */
  private static final int ROOM = 3;

  /**
   * Reads a batch.
   *
   * @param <E> what else reading may come to
   */
  @FunctionalInterface
  interface Batch<E extends Exception> {
    /** The batch in OTLP; what it takes to read it is asked for first. */
    Slice read(Room room) throws E;
  }

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
   * @throws E as reading it does
   */
  <E extends Exception> ConsumeResult take(Context context, int size, Batch<E> batch) throws E {
    Room room = Room.beside(context.reservation());
    Slice otlp;
    try {
      room.take((long) ROOM * size);
      otlp = batch.read(room);
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

  /** Counts a request that could not be read, and gives the words for its sender. */
  String refuse(MalformedTelemetryException reason) {
    malformed.add(1);
    return "malformed batch: " + reason.getMessage();
  }
}
