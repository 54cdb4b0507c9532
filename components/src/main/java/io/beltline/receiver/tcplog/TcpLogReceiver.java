package io.beltline.receiver.tcplog;

import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryIntake;
import io.beltline.components.intake.EntryStep;
import io.beltline.components.intake.Shipper;
import io.beltline.components.intake.TcpLines;
import io.beltline.components.intake.TcpPort;
import io.beltline.model.Signal;
import org.jspecify.annotations.Nullable;

/** Takes log lines over TCP. */
final class TcpLogReceiver implements Receiver {
  private final Settings settings;
  private final TcpLogReceiverConfig config;
  private final Outputs outputs;
  private @Nullable EntryIntake intake;
  private @Nullable TcpPort port;

  TcpLogReceiver(Settings settings, TcpLogReceiverConfig config, Outputs outputs) {
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
    Clock clock = host.clock();
    Shipper shipper =
        new Shipper(
            settings, consumer, outputs.admission(), clock, config.input().retryOnFailure());
    EntryIntake entries =
        new EntryIntake(
            settings,
            config.input(),
            clock,
            shipper,
            config.port().encoding(),
            "tcp",
            EntryStep.NONE);
    intake = entries;
    port = TcpLines.start(settings, clock, outputs.admission(), config.port(), entries);
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (port != null) {
      port.close(deadline);
    }
    if (intake != null) {
      intake.close(deadline);
    }
  }

  /** The port number; -1 if it does not listen. */
  int port() {
    return port == null ? -1 : port.port();
  }
}
