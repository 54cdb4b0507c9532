package io.beltline.receiver.httpcheck;

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

/** Makes {@code http_check} receivers. */
public final class HttpCheckFactory implements ReceiverFactory<HttpCheckConfig> {

  @Override
  public String type() {
    return "http_check";
  }

  @Override
  public List<String> aliases() {
    return List.of("httpcheck");
  }

  @Override
  public Class<HttpCheckConfig> configType() {
    return HttpCheckConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, HttpCheckConfig config, Outputs outputs) {
    MetricSheet sheet =
        new MetricSheet(HttpCheckMetrics.TABLE, config.metrics(), settings.build().version());
    return new ScrapeReceiver(
        settings,
        config.scrape(),
        outputs,
        host ->
            List.of(
                new HttpCheckScraper(
                    config.targets(),
                    sheet,
                    ClientSettings.of(settings, host),
                    outputs.admission())));
  }
}
