package io.beltline.components.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.otlp.Room.NoRoomException;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.Map;

/**
 * Hands requests of another protocol on as OTLP: makes room for them, counts those that are
 * refused. Safe for all threads.
 */
public final class TranslatedIntake {
  /**
   * What texts and their OTLP form take, in sizes of the request; objects are counted one by one.
   */
  private static final int ROOM = 3;

  /**
   * Reads a request.
   *
   * @param <E> what else reading may come to
   */
  @FunctionalInterface
  public interface Batch<E extends Exception> {
    /** The request in OTLP; what it takes to read it is asked for first. */
    Slice read(Room room) throws E;
  }

  private final Signal signal;
  private final String transport;
  private final Consumer consumer;
  private final Meter.Counter malformed;
  private final Meter.Counter refused;

  /**
   * An intake.
   *
   * @param signal what the requests carry
   * @param transport the word for the protocol in metrics
   * @param consumer where they go
   */
  public TranslatedIntake(Settings settings, Signal signal, String transport, Consumer consumer) {
    this.signal = signal;
    this.transport = transport;
    this.consumer = consumer;
    this.malformed =
        settings
            .meter()
            .counter(
                "otelcol_receiver_malformed_requests",
                "{requests}",
                "Requests that were refused because their bytes cannot be read.",
                Map.of("transport", transport, "signal", signal.label()));
    // the service counts under this name what pipelines refuse
    this.refused =
        settings
            .meter()
            .counter(
                "otelcol_receiver_refused_" + items(signal),
                "{" + items(signal) + "}",
                "Number of %s that could not be pushed into the pipeline."
                    .formatted(items(signal).replace('_', ' ')),
                Map.of("transport", transport));
  }

  private static String items(Signal signal) {
    return switch (signal) {
      case TRACES -> "spans";
      case METRICS -> "metric_points";
      case LOGS -> "log_records";
      case PROFILES -> "profiles";
    };
  }

  /** The word for the protocol in metrics. */
  public String transport() {
    return transport;
  }

  /**
   * Takes a request. One without items is accepted and goes no further.
   *
   * @param size how many bytes it has
   * @param batch reads it
   * @throws MalformedTelemetryException if it cannot be read
   * @throws E as reading it does
   */
  public <E extends Exception> ConsumeResult take(Context context, int size, Batch<E> batch)
      throws E {
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
        : consumer.consume(context, Telemetry.of(signal, Payload.of(otlp)));
  }

  /** Counts a request for which there is no room: as one item, since nobody has seen how many. */
  public void overloaded() {
    refused.add(1);
  }

  /** Counts a request that could not be read, and gives the words for its sender. */
  public String refuse(MalformedTelemetryException reason) {
    malformed.add(1);
    return "malformed request: " + reason.getMessage();
  }
}
