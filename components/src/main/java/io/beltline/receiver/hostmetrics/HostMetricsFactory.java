package io.beltline.receiver.hostmetrics;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.scrape.ScrapeReceiver;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code host_metrics} receivers. */
public final class HostMetricsFactory implements ReceiverFactory<HostMetricsConfig> {

  @Override
  public String type() {
    return "host_metrics";
  }

  @Override
  public List<String> aliases() {
    return List.of("hostmetrics");
  }

  @Override
  public Class<HostMetricsConfig> configType() {
    return HostMetricsConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, HostMetricsConfig config, Outputs outputs) {
    return new ScrapeReceiver(
        settings,
        config.scrape(),
        outputs,
        host -> HostScrapers.of(config, settings, System::getenv));
  }
}
