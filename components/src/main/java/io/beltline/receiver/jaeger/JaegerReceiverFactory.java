package io.beltline.receiver.jaeger;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code jaeger} receivers. */
public final class JaegerReceiverFactory implements ReceiverFactory<JaegerReceiverConfig> {

  @Override
  public String type() {
    return "jaeger";
  }

  @Override
  public Class<JaegerReceiverConfig> configType() {
    return JaegerReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, JaegerReceiverConfig config, Outputs outputs) {
    return new JaegerReceiver(settings, config, outputs);
  }
}
