package io.beltline.receiver.udplog;

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
import io.beltline.components.intake.UdpLines;
import io.beltline.components.intake.UdpPort;
import io.beltline.model.Signal;
import org.jspecify.annotations.Nullable;

/** Takes log lines in UDP packets. */
final class UdpLogReceiver implements Receiver {
  private final Settings settings;
  private final UdpLogReceiverConfig config;
  private final Outputs outputs;
  private @Nullable EntryIntake intake;
  private @Nullable UdpPort port;

  UdpLogReceiver(Settings settings, UdpLogReceiverConfig config, Outputs outputs) {
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
            "udp",
            EntryStep.NONE);
    intake = entries;
    port = UdpLines.start(settings, clock, outputs.admission(), config.port(), entries);
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
