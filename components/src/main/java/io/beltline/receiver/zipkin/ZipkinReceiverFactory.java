package io.beltline.receiver.zipkin;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code zipkin} receivers. */
public final class ZipkinReceiverFactory implements ReceiverFactory<ZipkinReceiverConfig> {

  @Override
  public String type() {
    return "zipkin";
  }

  @Override
  public Class<ZipkinReceiverConfig> configType() {
    return ZipkinReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, ZipkinReceiverConfig config, Outputs outputs) {
    return new ZipkinReceiver(settings, config, outputs);
  }
}
