package io.beltline.receiver.tcpcheck;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeReceiver;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code tcp_check} receivers. */
public final class TcpCheckFactory implements ReceiverFactory<TcpCheckConfig> {

  @Override
  public String type() {
    return "tcp_check";
  }

  @Override
  public List<String> aliases() {
    return List.of("tcpcheck");
  }

  @Override
  public Class<TcpCheckConfig> configType() {
    return TcpCheckConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Receiver create(Settings settings, TcpCheckConfig config, Outputs outputs) {
    MetricSheet sheet =
        new MetricSheet(TcpCheckMetrics.TABLE, config.metrics(), settings.build().version());
    return new ScrapeReceiver(
        settings,
        config.scrape(),
        outputs,
        host -> List.of(new TcpCheckScraper(config.targets(), sheet, host.clock())));
  }
}
