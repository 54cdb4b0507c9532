package io.beltline.receiver.filestats;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeReceiver;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code file_stats} receivers. */
public final class FileStatsFactory implements ReceiverFactory<FileStatsConfig> {
  private final int most;

  /** Of receivers that tell of 100,000 files. */
  public FileStatsFactory() {
    this(FileStatsScraper.MOST);
  }

  /** Of receivers that tell of so many files. */
  FileStatsFactory(int most) {
    this.most = most;
  }

  @Override
  public String type() {
    return "file_stats";
  }

  @Override
  public List<String> aliases() {
    return List.of("filestats");
  }

  @Override
  public Class<FileStatsConfig> configType() {
    return FileStatsConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, FileStatsConfig config, Outputs outputs) {
    MetricSheet sheet =
        new MetricSheet(FileStatsMetrics.TABLE, config.metrics(), settings.build().version());
    return new ScrapeReceiver(
        settings,
        config.scrape(),
        outputs,
        host -> List.of(new FileStatsScraper(config, sheet, host.clock().unixNanos(), most)));
  }
}
