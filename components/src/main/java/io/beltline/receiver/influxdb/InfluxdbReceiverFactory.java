package io.beltline.receiver.influxdb;

import io.beltline.api.Consumer;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.otlp.HttpPushReceiver;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.Router;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@code influxdb} receivers: of InfluxDB's line protocol over HTTP. */
public final class InfluxdbReceiverFactory implements ReceiverFactory<InfluxdbReceiverConfig> {

  @Override
  public String type() {
    return "influxdb";
  }

  @Override
  public Class<InfluxdbReceiverConfig> configType() {
    return InfluxdbReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, InfluxdbReceiverConfig config, Outputs outputs) {
    return new HttpPushReceiver(
        settings, config.server(), outputs, host -> handler(settings, outputs, host));
  }

  private static @Nullable HttpHandler handler(Settings settings, Outputs outputs, Host host) {
    Consumer consumer = outputs.consumer(Signal.METRICS).orElse(null);
    if (consumer == null) {
      return null;
    }
    TranslatedIntake intake = new TranslatedIntake(settings, Signal.METRICS, "http", consumer);
    return Router.builder()
        .refusals((request, status, text) -> Words.of(request).answer(status, text))
        .unrouted((request, status, text) -> Words.of(request).answer(status, text))
        .route("POST", "/write", new WriteHandler(settings, Words.FIRST, intake, host.clock()))
        .route(
            "POST", "/api/v2/write", new WriteHandler(settings, Words.SECOND, intake, host.clock()))
        .any("/ping", request -> Words.PONG)
        .any("/health", request -> Words.HEALTHY)
        .build();
  }
}
