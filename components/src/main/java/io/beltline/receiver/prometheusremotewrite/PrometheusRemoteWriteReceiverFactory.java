package io.beltline.receiver.prometheusremotewrite;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code prometheus_remote_write} receivers, also written {@code prometheusremotewrite}. */
public final class PrometheusRemoteWriteReceiverFactory
    implements ReceiverFactory<PrometheusRemoteWriteReceiverConfig> {

  @Override
  public String type() {
    return "prometheus_remote_write";
  }

  @Override
  public List<String> aliases() {
    return List.of("prometheusremotewrite");
  }

  @Override
  public Class<PrometheusRemoteWriteReceiverConfig> configType() {
    return PrometheusRemoteWriteReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Receiver create(
      Settings settings, PrometheusRemoteWriteReceiverConfig config, Outputs outputs) {
    return new PrometheusRemoteWriteReceiver(settings, config, outputs);
  }
}
