package io.beltline.receiver.syslog;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryReceiver;
import io.beltline.components.intake.EntrySource;
import io.beltline.components.intake.TcpInputConfig;
import io.beltline.components.intake.TcpLines;
import io.beltline.components.intake.UdpLines;
import io.beltline.components.lines.ByteSplitter;
import io.beltline.components.syslog.OctetSplitter;
import io.beltline.components.syslog.SyslogFormat;
import io.beltline.components.syslog.SyslogFormat.Trailer;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes {@code syslog} receivers: of messages over TCP and UDP. */
public final class SyslogReceiverFactory implements ReceiverFactory<SyslogReceiverConfig> {

  @Override
  public String type() {
    return "syslog";
  }

  @Override
  public Class<SyslogReceiverConfig> configType() {
    return SyslogReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, SyslogReceiverConfig config, Outputs outputs) {
    List<EntrySource> sources = new ArrayList<>();
    if (config.tcp() != null) {
      sources.add(connections(config.tcp(), config.format()));
    }
    if (config.udp() != null) {
      sources.add(UdpLines.source(config.udp()));
    }
    return new EntryReceiver(
        settings,
        config.input(),
        outputs,
        sources,
        clock -> new SyslogStep(settings, config, clock));
  }

  private static EntrySource connections(TcpInputConfig port, SyslogFormat format) {
    if (format.enableOctetCounting()) {
      return TcpLines.source(port, OctetSplitter::new);
    }
    return format.nonTransparentFramingTrailer() == Trailer.NUL
        ? TcpLines.source(port, () -> new ByteSplitter((byte) 0))
        : TcpLines.source(port);
  }
}
