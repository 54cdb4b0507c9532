package io.beltline.receiver.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Overload;
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
  private final Meter.Counter refused;

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
    // the service counts under this name what pipelines refuse
    this.refused =
        settings
            .meter()
            .counter(
                "otelcol_receiver_refused_" + signal.items(),
                "{" + signal.items() + "}",
                "Number of "
                    + signal.items().replace('_', ' ')
                    + " that could not be pushed into the pipeline.",
                Map.of("transport", transport));
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

  /**
   * Counts a request that is refused because there is no room for it: as one item, since how many
   * are in it nobody has seen.
   */
  void overloaded() {
    refused.add(1);
  }

  /** The same for one that is refused when it has come. */
  ConsumeResult noRoom() {
    overloaded();
    return ConsumeResult.unavailable("too many bytes in flight", Overload.LEAST);
  }

  /** Counts a request that could not be read, and gives the words for its sender. */
  String refuse(MalformedTelemetryException reason) {
    malformed.add(1);
    return "malformed " + signal.label() + " request: " + reason.getMessage();
  }
}
