package io.beltline.receiver.journald;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code journald} receivers. */
public final class JournaldReceiverFactory implements ReceiverFactory<JournaldReceiverConfig> {

  @Override
  public String type() {
    return "journald";
  }

  @Override
  public Class<JournaldReceiverConfig> configType() {
    return JournaldReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, JournaldReceiverConfig config, Outputs outputs) {
    return new JournaldReceiver(settings, config, outputs, new ProcessLauncher());
  }
}
