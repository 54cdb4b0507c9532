package io.beltline.receiver.influxdb;

import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.Router;
import java.util.Map;

/** Makes {@code influxdb} receivers: of InfluxDB's line protocol over HTTP. */
public final class InfluxdbReceiverFactory extends ServerFactory<InfluxdbReceiverConfig> {

  /** A factory. */
  public InfluxdbReceiverFactory() {
    super("influxdb", InfluxdbReceiverConfig.class, Map.of(Signal.METRICS, Stability.BETA));
  }

  @Override
  protected void open(InfluxdbReceiverConfig config, ServerStart start) {
    TranslatedIntake intake = start.intake(Signal.METRICS, "http");
    if (intake == null) {
      return;
    }
    start.listen(
        config.server(),
        Router.builder()
            .refusals((request, status, text) -> Words.of(request).answer(status, text))
            .unrouted((request, status, text) -> Words.of(request).answer(status, text))
            .route("POST", "/write", handler(start, Words.FIRST, intake))
            .route("POST", "/api/v2/write", handler(start, Words.SECOND, intake))
            .any("/ping", request -> Words.PONG)
            .any("/health", request -> Words.HEALTHY)
            .build());
  }

  private static HttpHandler handler(ServerStart start, Words words, TranslatedIntake intake) {
    return new WriteHandler(start.settings(), words, intake, start.clock());
  }
}
