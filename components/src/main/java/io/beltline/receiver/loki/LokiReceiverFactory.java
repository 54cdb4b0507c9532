package io.beltline.receiver.loki;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code loki} receivers. */
public final class LokiReceiverFactory implements ReceiverFactory<LokiReceiverConfig> {

  @Override
  public String type() {
    return "loki";
  }

  @Override
  public Class<LokiReceiverConfig> configType() {
    return LokiReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, LokiReceiverConfig config, Outputs outputs) {
    return new LokiReceiver(settings, config, outputs);
  }
}
