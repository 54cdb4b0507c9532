package io.beltline.receiver.zipkin;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.http.HttpServer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes spans over Zipkin's API, versions 1 and 2, and hands them on as OTLP. */
final class ZipkinReceiver implements Receiver {
  private final Settings settings;
  private final ZipkinReceiverConfig config;
  private final Outputs outputs;
  private @Nullable HttpServer server;

  ZipkinReceiver(Settings settings, ZipkinReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    if (config.contradicts()) {
      settings
          .logger()
          .warn("both endpoint and protocols::http are written: protocols::http is used");
    }
    Consumer consumer = outputs.consumer(Signal.TRACES).orElse(null);
    if (consumer == null) {
      return;
    }
    server =
        HttpServer.start(
            config.http(),
            ServerSettings.of(settings, host, outputs.admission()),
            new SpansHandler(intakes(consumer)));
    settings
        .logger()
        .atInfo()
        .addKeyValue("endpoint", server.endpoint())
        .log("Starting HTTP server");
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (server != null) {
      server.stopAccepting();
      server.close(deadline);
    }
  }

  /** The port, -1 if it does not listen. */
  int port() {
    return server == null ? -1 : server.port();
  }

  private Map<SpanFormat, Intake> intakes(Consumer consumer) {
    Map<SpanFormat, Intake> intakes = new EnumMap<>(SpanFormat.class);
    for (SpanFormat format : SpanFormat.values()) {
      intakes.put(format, new Intake(settings, config, format, consumer));
    }
    return intakes;
  }
}
