package io.beltline.receiver.udplog;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryReceiver;
import io.beltline.components.intake.UdpLines;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code udp_log} receivers: of log lines in UDP packets. */
public final class UdpLogReceiverFactory implements ReceiverFactory<UdpLogReceiverConfig> {

  @Override
  public String type() {
    return "udp_log";
  }

  @Override
  public List<String> aliases() {
    return List.of("udplog");
  }

  @Override
  public Class<UdpLogReceiverConfig> configType() {
    return UdpLogReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, UdpLogReceiverConfig config, Outputs outputs) {
    return new EntryReceiver(settings, config.input(), outputs, UdpLines.source(config.port()));
  }
}
