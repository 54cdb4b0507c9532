package io.beltline.processor.remotetap;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Processor;
import io.beltline.api.Settings;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.WebSockets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands everything on as it is, and shows some of it to clients that listen. */
final class RemoteTapProcessor implements Processor {
  private static final int MOST_CLIENTS = 100;
  private static final long MOST_BYTES = 4 << 20;

  private final Settings settings;
  private final RemoteTapConfig config;
  private final Consumer next;
  private final WebSockets clients = new WebSockets(MOST_CLIENTS);
  private final Meter.Counter shown;
  private final Meter.Counter overLimit;
  private final Meter.Counter tooLarge;
  private final Meter.Counter unreadable;
  private final Meter.Counter missed;
  private @Nullable Running running;

  private record Running(Clock clock, ShownRate rate, HttpServer server) {}

  RemoteTapProcessor(Settings settings, RemoteTapConfig config, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.next = next;
    shown = requests("shown");
    overLimit = requests("over_limit");
    tooLarge = requests("too_large");
    unreadable = requests("unreadable");
    missed =
        settings
            .meter()
            .counter(
                "beltline_processor_remote_tap_missed_messages",
                "{message}",
                "Messages that a client was too slow for.",
                Map.of());
    settings
        .meter()
        .gauge(
            "beltline_processor_remote_tap_clients",
            "{client}",
            "Clients that listen.",
            Map.of(),
            clients::count);
  }

  private Meter.Counter requests(String outcome) {
    return settings
        .meter()
        .counter(
            "beltline_processor_remote_tap_requests",
            "{request}",
            "Requests that passed while somebody listened, by what was done with them.",
            Map.of("outcome", outcome));
  }

  @Override
  public void start(Host host) {
    Clock clock = host.clock();
    HttpServer server =
        HttpServer.start(
            config.server(), ServerSettings.of(settings, host), new TapHandler(clients));
    running = new Running(clock, new ShownRate(config.limit(), clock.nanoTime()), server);
    settings.logger().info("showing telemetry on ws://{}/", server.endpoint());
  }

  /** The port it listens on. */
  int port() {
    Running now = running;
    return now == null ? -1 : now.server().port();
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Running now = running;
    if (now != null && clients.count() > 0) {
      if (now.rate().take(now.clock().nanoTime())) {
        show(telemetry);
      } else {
        overLimit.add(1);
      }
    }
    return next.consume(context, telemetry);
  }

  private void show(Telemetry telemetry) {
    if (telemetry.byteSize() > MOST_BYTES) {
      tooLarge.add(1);
      return;
    }
    byte[] json;
    try {
      json = OtlpJson.write(telemetry);
    } catch (MalformedTelemetryException damaged) { // who handles the data tells the sender
      unreadable.add(1);
      return;
    }
    missed.add(clients.send(Slice.of(json)).missed());
    shown.add(1);
  }

  @Override
  public void shutdown(Deadline deadline) {
    Running ending = running;
    if (ending != null) {
      ending.server().close(deadline);
    }
  }
}
