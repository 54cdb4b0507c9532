package io.beltline.receiver.fluentforward;

import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryRoom;
import io.beltline.components.intake.Ports;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.intake.Shipper;
import io.beltline.components.intake.TcpPort;
import io.beltline.model.Signal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes events that Fluentd, Fluent Bit and fluent-logger libraries forward. */
final class FluentForwardReceiver implements Receiver {
  private static final int MOST_CONNECTIONS = 1000;
  private static final RetryConfig FOR_EVER =
      new RetryConfig(true, Duration.ofSeconds(1), Duration.ofSeconds(30), null);

  private final Settings settings;
  private final FluentForwardReceiverConfig config;
  private final Outputs outputs;
  private @Nullable TcpPort port;
  private @Nullable HeartbeatPort heartbeats;

  FluentForwardReceiver(Settings settings, FluentForwardReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Consumer consumer = outputs.consumer(Signal.LOGS).orElse(null);
    if (consumer == null) {
      return;
    }
    Ports.open(host, () -> start(host.clock(), consumer), this::shutdown);
  }

  private void start(Clock clock, Consumer consumer) {
    Shipper shipper = new Shipper(settings, consumer, outputs.admission(), clock, FOR_EVER);
    EntryRoom room = new EntryRoom(outputs.admission());
    ForwardMetrics metrics = new ForwardMetrics(settings.meter());
    String transport = config.isUnix() ? "unix" : "tcp";
    TcpPort.Handler handler =
        connection ->
            new ForwardConnection(settings, connection, transport, shipper, room, clock, metrics)
                .read();
    TcpPort listening;
    if (config.isUnix()) {
      TcpPort.Limits limits = new TcpPort.Limits(config.path(), MOST_CONNECTIONS, Duration.ZERO);
      listening = TcpPort.startUnix(settings, clock, transport, limits, handler);
    } else {
      TcpPort.Limits limits =
          new TcpPort.Limits(config.endpoint(), MOST_CONNECTIONS, Duration.ZERO);
      listening = TcpPort.start(settings, clock, transport, limits, null, handler);
    }
    port = listening;
    if (!config.isUnix()) {
      heartbeats = HeartbeatPort.start(settings, config.endpoint(), listening.port());
    }
    settings
        .logger()
        .atInfo()
        .addKeyValue("endpoint", listening.endpoint())
        .log("Starting Fluent forward server");
  }

  /** The port number; -1 if it does not listen. */
  int port() {
    return port == null ? -1 : port.port();
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (heartbeats != null) {
      heartbeats.close();
    }
    if (port != null) {
      port.close(deadline);
    }
  }
}
