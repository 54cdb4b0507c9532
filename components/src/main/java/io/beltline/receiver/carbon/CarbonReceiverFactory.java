package io.beltline.receiver.carbon;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code carbon} receivers. */
public final class CarbonReceiverFactory implements ReceiverFactory<CarbonReceiverConfig> {

  @Override
  public String type() {
    return "carbon";
  }

  @Override
  public Class<CarbonReceiverConfig> configType() {
    return CarbonReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, CarbonReceiverConfig config, Outputs outputs) {
    return new CarbonReceiver(settings, config, outputs);
  }
}
