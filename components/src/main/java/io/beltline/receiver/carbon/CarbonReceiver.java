package io.beltline.receiver.carbon;

import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.intake.LinePort;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.intake.Shipper;
import io.beltline.model.Signal;
import org.jspecify.annotations.Nullable;

/** Takes lines of Carbon's plaintext protocol. */
final class CarbonReceiver implements Receiver {
  private final Settings settings;
  private final CarbonReceiverConfig config;
  private final Outputs outputs;
  private @Nullable LinePort port;

  CarbonReceiver(Settings settings, CarbonReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Consumer consumer = outputs.consumer(Signal.METRICS).orElse(null);
    if (consumer == null) {
      return;
    }
    Clock clock = host.clock();
    Shipper shipper =
        new Shipper(settings, consumer, outputs.admission(), clock, RetryConfig.FOR_EVER);
    PathReader paths = new PathReader(config.parser());
    String transport = config.transport().lines().word();
    LinePort.Form form =
        new LinePort.Form(
            config.transport().lines(), config.endpoint(), config.idleTimeout(), 0, 0);
    port =
        LinePort.start(
            settings,
            clock,
            outputs.admission(),
            form,
            peer -> new CarbonSink(settings, clock, shipper, paths, peer, transport));
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (port != null) {
      port.close(deadline);
    }
  }

  /** The port number; -1 if it does not listen. */
  int port() {
    return port == null ? -1 : port.port();
  }
}
