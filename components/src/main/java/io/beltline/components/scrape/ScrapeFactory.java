package io.beltline.components.scrape;

import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/**
 * Makes receivers that scrape the metrics of one table with one scraper. Their type is the table's
 * name, which may be written without underscores too.
 *
 * @param <C> their configuration
 */
public abstract class ScrapeFactory<C extends Record & ScrapeKeys> implements ReceiverFactory<C> {
  private final MetricTable table;
  private final Class<C> configType;
  private final Stability stability;

  /** A factory of receivers of a table. */
  protected ScrapeFactory(MetricTable table, Class<C> configType, Stability stability) {
    this.table = table;
    this.configType = configType;
    this.stability = stability;
  }

  /**
   * What a receiver is started with.
   *
   * @param settings its logger, meter and id
   * @param host its clock and storage
   * @param outputs the pipelines behind it
   */
  public record Start(Settings settings, Host host, Outputs outputs) {}

  /**
   * Makes the scraper of a receiver that starts.
   *
   * @param sheet for its points, its own
   */
  protected abstract Scraper scraper(C config, MetricSheet sheet, Start start);

  @Override
  public final String type() {
    return table.name();
  }

  @Override
  public final List<String> aliases() {
    return List.of(table.name().replace("_", ""));
  }

  @Override
  public final Class<C> configType() {
    return configType;
  }

  @Override
  public final Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, stability);
  }

  @Override
  public final Receiver create(Settings settings, C config, Outputs outputs) {
    MetricSheet sheet = new MetricSheet(table, config.metrics(), settings.build().version());
    return new ScrapeReceiver(
        settings,
        config.scrape(),
        outputs,
        host -> List.of(scraper(config, sheet, new Start(settings, host, outputs))));
  }
}
