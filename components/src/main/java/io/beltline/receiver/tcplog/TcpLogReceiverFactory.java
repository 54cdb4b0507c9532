package io.beltline.receiver.tcplog;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryReceiver;
import io.beltline.components.intake.TcpLines;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code tcp_log} receivers: of log lines over TCP. */
public final class TcpLogReceiverFactory implements ReceiverFactory<TcpLogReceiverConfig> {

  @Override
  public String type() {
    return "tcp_log";
  }

  @Override
  public List<String> aliases() {
    return List.of("tcplog");
  }

  @Override
  public Class<TcpLogReceiverConfig> configType() {
    return TcpLogReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, TcpLogReceiverConfig config, Outputs outputs) {
    return new EntryReceiver(settings, config.input(), outputs, TcpLines.source(config.port()));
  }
}
