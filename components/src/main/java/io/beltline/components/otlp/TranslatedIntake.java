package io.beltline.components.otlp;

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

/**
 * Hands requests of another protocol on as OTLP: makes room for them, counts those that are
 * refused. Safe for all threads.
 */
public final class TranslatedIntake {
  /**
   * What is reserved before a request is read, in sizes of the request; it is set right afterwards.
   */
  private static final int ROOM = 3;

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
   */
  public ConsumeResult take(Context context, int size, Supplier<Slice> batch) {
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
