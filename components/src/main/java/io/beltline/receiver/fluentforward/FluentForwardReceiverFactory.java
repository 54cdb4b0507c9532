package io.beltline.receiver.fluentforward;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code fluent_forward} receivers. */
public final class FluentForwardReceiverFactory
    implements ReceiverFactory<FluentForwardReceiverConfig> {

  @Override
  public String type() {
    return "fluent_forward";
  }

  @Override
  public List<String> aliases() {
    return List.of("fluentforward");
  }

  @Override
  public Class<FluentForwardReceiverConfig> configType() {
    return FluentForwardReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, FluentForwardReceiverConfig config, Outputs outputs) {
    return new FluentForwardReceiver(settings, config, outputs);
  }
}
