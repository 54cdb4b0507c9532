package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeRun;
import io.beltline.components.scrape.Scraper;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each process, a resource each. What cannot be read of one is left out of it. One thread. */
final class ProcessScraper implements Scraper {
  private static final long SECOND = 1_000_000_000L;

  private final HostScraper.Host host;
  private final MetricSheet sheet;
  private final ProcessConfig config;
  private final NameFilter filter;
  private final ProcessResource resources;
  private final ProcessPoints points;
  private Map<Identity, ProcessPoints.CpuTimes> before = new HashMap<>();

  ProcessScraper(HostScraper.Host host, MetricSheet sheet, ProcessConfig config) {
    this.host = host;
    this.sheet = sheet;
    this.config = config;
    this.filter = config.filter();
    this.resources = new ProcessResource(config, host.paths());
    this.points = new ProcessPoints(host, sheet);
  }

  /** A process: numbers are used again. */
  private record Identity(long pid, long started) {}

  @Override
  public String name() {
    return "process";
  }

  @Override
  public boolean looksAtFiles() {
    return true;
  }

  @Override
  public void scrape(ScrapeRun run) {
    resources.refresh();
    points.refresh(run.faults());
    Map<Identity, ProcessPoints.CpuTimes> now = new HashMap<>();
    for (ProcessFiles files : ProcessFiles.each(host.paths().proc(), run.faults())) {
      if (run.isOver()) {
        break;
      }
      ProcessStat stat = stat(files, run.faults());
      if (stat != null) {
        one(files, stat, run, now);
      }
    }
    before = now;
  }

  private @Nullable ProcessStat stat(ProcessFiles files, Faults faults) {
    boolean mute = config.muteProcessNameError() || config.muteProcessAllErrors();
    return files.stat(mute ? null : faults);
  }

  private void one(
      ProcessFiles files,
      ProcessStat stat,
      ScrapeRun run,
      Map<Identity, ProcessPoints.CpuTimes> now) {
    String name = ProcessResource.name(stat, files);
    long boot = host.boot().nanos(run.now(), run.faults());
    // in milliseconds, as the Collector gives it
    long start = boot + stat.started() * 1000 / host.kernel().ticks() * 1_000_000;
    Duration delay = config.scrapeProcessDelay();
    boolean tooYoung = delay.isPositive() && run.now() - start < delay.toNanos();
    if (!filter.wants(name) || tooYoung) {
      return;
    }
    sheet.begin(start, run.now());
    Identity identity = new Identity(files.pid(), stat.started());
    now.put(identity, points.cpu(stat, run.now(), before.get(identity)));
    points.memory(stat);
    points.counts(stat, (double) (run.now() - start) / SECOND);
    points.io(files, resources.muted(config.muteProcessIoError(), run.faults()));
    Faults told = resources.muted(false, run.faults());
    points.status(files, told);
    points.openFiles(files, told);
    run.write(sheet, resources.of(files, stat, name, run.faults()));
  }
}
