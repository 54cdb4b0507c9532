package io.beltline.receiver.nop;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code nop} receivers, which receive nothing. */
public final class NopReceiverFactory implements ReceiverFactory<NopReceiverFactory.Config> {

  /** What users write under {@code nop}: nothing. */
  public record Config() {}

  @Override
  public String type() {
    return "nop";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, Config config, Outputs outputs) {
    return new Receiver() {};
  }
}
