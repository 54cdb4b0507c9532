package io.beltline.receiver.opencensus;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code opencensus} receivers. */
public final class OpencensusReceiverFactory implements ReceiverFactory<OpencensusReceiverConfig> {

  @Override
  public String type() {
    return "opencensus";
  }

  @Override
  public Class<OpencensusReceiverConfig> configType() {
    return OpencensusReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA, Signal.METRICS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, OpencensusReceiverConfig config, Outputs outputs) {
    return new OpencensusReceiver(settings, config, outputs);
  }
}
