package io.beltline.receiver.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.Map;

/** Hands the requests of one signal and protocol on. Safe for all threads. */
final class Intake {
  private final Signal signal;
  private final Consumer consumer;
  private final Meter.Counter malformed;

  Intake(Settings settings, Signal signal, Consumer consumer, String transport) {
    this.signal = signal;
    this.consumer = consumer;
    this.malformed =
        settings
            .meter()
            .counter(
                "otelcol_receiver_malformed_requests",
                "{requests}",
                "Requests that were refused because their bytes are no OTLP.",
                Map.of("transport", transport, "signal", signal.label()));
  }

  Signal signal() {
    return signal;
  }

  /**
   * Takes a request in binary form. A request without items is accepted and goes no further.
   *
   * @throws MalformedTelemetryException if the bytes are no such request
   */
  ConsumeResult take(Context context, Slice request) {
    Telemetry telemetry = Telemetry.of(signal, Payload.of(request));
    return telemetry.isEmpty() ? ConsumeResult.accepted() : consumer.consume(context, telemetry);
  }

  /** Counts a request that could not be read, and gives the words for its sender. */
  String refuse(MalformedTelemetryException reason) {
    malformed.add(1);
    return "malformed " + signal.label() + " request: " + reason.getMessage();
  }
}
