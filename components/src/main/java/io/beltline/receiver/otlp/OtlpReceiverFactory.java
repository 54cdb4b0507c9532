package io.beltline.receiver.otlp;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code otlp} receivers. */
public final class OtlpReceiverFactory implements ReceiverFactory<OtlpReceiverConfig> {

  @Override
  public String type() {
    return "otlp";
  }

  @Override
  public Class<OtlpReceiverConfig> configType() {
    return OtlpReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Receiver create(Settings settings, OtlpReceiverConfig config, Outputs outputs) {
    return new OtlpReceiver(settings, config, outputs);
  }
}
