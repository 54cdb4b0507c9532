package io.beltline.receiver.syslog;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code syslog} receivers. */
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
    return new SyslogReceiver(settings, config, outputs);
  }
}
