package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeRun;
import io.beltline.components.scrape.Scraper;
import io.beltline.model.Slice;

/** A scraper of the host as a whole, whose sums count since the host has started. One thread. */
abstract class HostScraper implements Scraper {
  /** Where it finds what it reads. */
  protected final Host host;

  /** Its points. */
  protected final MetricSheet sheet;

  private final String name;

  HostScraper(String name, Host host, MetricSheet sheet) {
    this.name = name;
    this.host = host;
    this.sheet = sheet;
  }

  /**
   * What scrapers read.
   *
   * @param paths where files are seen
   * @param boot when the host has started
   * @param kernel its constants
   */
  record Host(HostPaths paths, BootTime boot, Kernel kernel) {}

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean looksAtFiles() {
    return true;
  }

  @Override
  public final void scrape(ScrapeRun run) throws InterruptedException {
    sheet.begin(host.boot().nanos(run.now(), run.faults()), run.now());
    read(run);
    run.write(sheet, Slice.EMPTY);
  }

  /** Reads what there is into the sheet. */
  protected abstract void read(ScrapeRun run) throws InterruptedException;
}
