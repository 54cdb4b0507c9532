package io.beltline.receiver.dockerstats;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeReceiver;
import io.beltline.model.Signal;
import io.beltline.transport.ClientSettings;
import java.util.List;
import java.util.Map;

/** Makes {@code docker_stats} receivers. */
public final class DockerStatsFactory implements ReceiverFactory<DockerStatsConfig> {

  @Override
  public String type() {
    return "docker_stats";
  }

  @Override
  public List<String> aliases() {
    return List.of("dockerstats");
  }

  @Override
  public Class<DockerStatsConfig> configType() {
    return DockerStatsConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, DockerStatsConfig config, Outputs outputs) {
    MetricSheet sheet =
        new MetricSheet(DockerStatsMetrics.TABLE, config.metrics(), settings.build().version());
    return new ScrapeReceiver(
        settings,
        config.scrape(),
        outputs,
        host ->
            List.of(
                new DockerStatsScraper(
                    config, sheet, ClientSettings.of(settings, host), outputs.admission())));
  }
}
