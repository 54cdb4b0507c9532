package io.beltline.receiver.skywalking;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code skywalking} receivers. */
public final class SkywalkingReceiverFactory implements ReceiverFactory<SkywalkingReceiverConfig> {

  @Override
  public String type() {
    return "skywalking";
  }

  @Override
  public Class<SkywalkingReceiverConfig> configType() {
    return SkywalkingReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA, Signal.METRICS, Stability.DEVELOPMENT);
  }

  @Override
  public Receiver create(Settings settings, SkywalkingReceiverConfig config, Outputs outputs) {
    return new SkywalkingReceiver(settings, config, outputs);
  }
}
