package io.beltline.components.scrape;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Asks scrapers at an interval and hands on what they give, all in one request.
 *
 * <p>A request that is refused is not kept: the next one has newer values of all. That the pipeline
 * refuses is logged when it begins and when it ends.
 */
public final class ScrapeReceiver implements Receiver {
  private static final int SLACK = 256;

  private final Settings settings;
  private final ScrapeConfig config;
  private final Function<Host, List<? extends Scraper>> make;
  private final @Nullable Consumer next;
  private List<Watched> scrapers = List.of();
  private @Nullable ScrapeLoop loop;
  private @Nullable FileThread files;
  private volatile @Nullable Watched current;
  private int usual;
  private boolean refused;

  /**
   * A receiver that does nothing yet.
   *
   * @param make makes the scrapers at the start
   */
  public ScrapeReceiver(
      Settings settings,
      ScrapeConfig config,
      Outputs outputs,
      Function<Host, List<? extends Scraper>> make) {
    this.settings = settings;
    this.config = config;
    this.make = make;
    this.next = outputs.consumer(Signal.METRICS).orElse(null);
  }

  @Override
  public void start(Host host) {
    if (next == null) {
      return;
    }
    scrapers = make.apply(host).stream().map(each -> new Watched(each, settings)).toList();
    scrapers.forEach(each -> each.scraper.start());
    if (scrapers.stream().anyMatch(each -> each.scraper.looksAtFiles())) {
      String name = "scrape " + settings.id();
      files = new FileThread(name, host.clock(), config.collectionInterval(), this::overdue);
    }
    loop = new ScrapeLoop(host.clock(), config, () -> scrape(host, next));
    loop.start();
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (loop != null) {
      loop.shutdown(deadline);
    }
    if (files != null && files.hangs()) {
      Watched hanging = current;
      settings
          .logger()
          .atWarn()
          .log(
              "the scraper {} hangs in the system and is left behind",
              hanging == null ? "" : hanging.scraper.name());
      return; // it uses what would be freed
    }
    scrapers.forEach(each -> each.scraper.shutdown());
  }

  private void scrape(Host host, Consumer consumer) {
    WireWriter request;
    try {
      request = files == null ? collect(host) : files.call(() -> collect(host));
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return;
    }
    usual = request.size();
    if (request.size() > 0) {
      Metrics metrics = new Metrics(Payload.of(request.toSlice()));
      heard(consumer.consume(Context.EMPTY, metrics));
    }
  }

  private WireWriter collect(Host host) throws InterruptedException {
    Deadline deadline =
        config.timeout().isZero() ? null : Deadline.in(host.clock(), config.timeout());
    WireWriter request = new WireWriter(usual + SLACK);
    for (Watched each : scrapers) {
      current = each;
      each.scrape(request, deadline, host.clock().unixNanos());
    }
    return request;
  }

  private void overdue() {
    Watched slow = current;
    if (slow != null) {
      slow.faults.add("scrape", "overdue", "it has not ended within collection_interval", 1);
      slow.faults.tell("scrape", "overdue");
    }
  }

  private void heard(ConsumeResult result) {
    if (result.isAccepted() == refused) {
      refused = !refused;
      if (refused) {
        settings.logger().atWarn().log("scraped metrics are refused from now on: {}", result);
      } else {
        settings.logger().atInfo().log("scraped metrics are accepted again");
      }
    }
  }

  /** A scraper with its counts. */
  private static final class Watched {
    private final Scraper scraper;
    private final Faults faults;
    private final Meter.Counter scraped;
    private final Logger logger;

    Watched(Scraper scraper, Settings settings) {
      this.scraper = scraper;
      this.logger = settings.logger();
      this.faults = new Faults(settings.logger(), settings.meter(), scraper.name());
      this.scraped =
          settings
              .meter()
              .counter(
                  "otelcol_scraper_scraped_metric_points",
                  "{datapoint}",
                  "Number of metric points successfully scraped.",
                  Map.of("scraper", scraper.name()));
    }

    void scrape(WireWriter request, @Nullable Deadline deadline, long now)
        throws InterruptedException {
      ScrapeRun run = new ScrapeRun(request, faults, deadline, now);
      int before = request.size();
      try {
        if (!run.isOver()) {
          scraper.scrape(run);
        }
        scraped.add(run.points());
      } catch (RuntimeException bug) {
        request.cut(before);
        logger.atError().setCause(bug).log("the scraper {} has failed", scraper.name());
        faults.add("scraper", "failed", bug.toString(), 1);
      }
      faults.report();
    }
  }
}
