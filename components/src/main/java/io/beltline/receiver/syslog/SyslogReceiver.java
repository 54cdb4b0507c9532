package io.beltline.receiver.syslog;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryIntake;
import io.beltline.components.intake.Shipper;
import io.beltline.components.intake.TcpInputConfig;
import io.beltline.components.intake.TcpLines;
import io.beltline.components.intake.TcpPort;
import io.beltline.components.intake.UdpInputConfig;
import io.beltline.components.intake.UdpLines;
import io.beltline.components.intake.UdpPort;
import io.beltline.components.lines.ByteSplitter;
import io.beltline.components.syslog.OctetSplitter;
import io.beltline.components.syslog.SyslogFormat.Trailer;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes syslog over TCP and UDP. */
final class SyslogReceiver implements Receiver {
  private final Settings settings;
  private final SyslogReceiverConfig config;
  private final Outputs outputs;
  private final List<EntryIntake> intakes = new ArrayList<>();
  private @Nullable TcpPort tcp;
  private @Nullable UdpPort udp;

  SyslogReceiver(Settings settings, SyslogReceiverConfig config, Outputs outputs) {
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
    boolean started = false;
    try {
      start(host.clock(), consumer);
      started = true;
    } finally {
      if (!started) {
        shutdown(new Deadline(host.clock(), host.clock().nanoTime()));
      }
    }
  }

  private void start(Clock clock, Consumer consumer) {
    Admission admission = outputs.admission();
    Shipper shipper =
        new Shipper(settings, consumer, admission, clock, config.input().retryOnFailure());
    SyslogStep step = new SyslogStep(settings, config, clock);
    TcpInputConfig stream = config.tcp();
    if (stream != null) {
      EntryIntake intake =
          new EntryIntake(settings, config.input(), clock, shipper, stream.encoding(), "tcp", step);
      intakes.add(intake);
      tcp = listen(clock, admission, stream, intake);
    }
    UdpInputConfig packets = config.udp();
    if (packets != null) {
      EntryIntake intake =
          new EntryIntake(
              settings, config.input(), clock, shipper, packets.encoding(), "udp", step);
      intakes.add(intake);
      udp = UdpLines.start(settings, clock, admission, packets, intake);
    }
  }

  private TcpPort listen(
      Clock clock, Admission admission, TcpInputConfig stream, EntryIntake intake) {
    if (config.format().enableOctetCounting()) {
      return TcpLines.start(settings, clock, admission, stream, intake, OctetSplitter::new);
    }
    return config.format().nonTransparentFramingTrailer() == Trailer.NUL
        ? TcpLines.start(
            settings, clock, admission, stream, intake, () -> new ByteSplitter((byte) 0))
        : TcpLines.start(settings, clock, admission, stream, intake);
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (tcp != null) {
      tcp.close(deadline);
    }
    if (udp != null) {
      udp.close(deadline);
    }
    intakes.forEach(intake -> intake.close(deadline));
  }

  /** The TCP port's number; -1 if there is none. */
  int tcpPort() {
    return tcp == null ? -1 : tcp.port();
  }

  /** The UDP port's number; -1 if there is none. */
  int udpPort() {
    return udp == null ? -1 : udp.port();
  }
}
