package io.beltline.receiver.statsd;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code statsd} receivers. */
public final class StatsdReceiverFactory implements ReceiverFactory<StatsdReceiverConfig> {

  @Override
  public String type() {
    return "statsd";
  }

  @Override
  public Class<StatsdReceiverConfig> configType() {
    return StatsdReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, StatsdReceiverConfig config, Outputs outputs) {
    return new StatsdReceiver(settings, config, outputs);
  }
}
