package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.payload.ScrapePage;
import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Arrivals;
import io.beltline.benchmarks.wire.PageServer;
import io.beltline.benchmarks.wire.Sink;
import io.beltline.model.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ten targets of a thousand series each, scraped every second and handed on over OTLP. */
record Scraping(Plan plan, List<Collector> collectors, Path home, Path logs, Results results) {
  /** The id of the scenario. */
  static final String ID = "17";

  private static final int TARGETS = 10;
  private static final int STREAMS = 100;

  /** {@code up} and what else is told of each scrape. */
  private static final int ABOUT = 5;

  /** So many pages may be on their way at the end. */
  private static final int UNDER_WAY = 2 * TARGETS;

  void run() throws IOException, InterruptedException {
    Files.createDirectories(logs);
    for (Collector collector : collectors) {
      if (collector.kind() != Collector.Kind.ROTEL) {
        run(collector);
      }
    }
  }

  private void run(Collector collector) throws IOException, InterruptedException {
    Arrivals arrivals = new Arrivals(Signal.METRICS, Set.of(), 0);
    try (PageServer pages = new PageServer(TARGETS, ScrapePage::of);
        Sink sink = Sink.grpc(arrivals, STREAMS);
        RunningCollector running =
            RunningCollector.start(
                collector,
                home.resolve("scenarios/scrape.yaml"),
                Ports.free(sink.port()),
                false,
                logs.resolve(ID + "-" + collector.kind().label() + ".log"),
                targets(pages))) {
      Thread.sleep(plan.warmUp().plusSeconds(2));
      for (int round = 1; round <= plan.rounds(); round++) {
        measure(collector, running, pages, arrivals, round);
      }
    }
  }

  private static Map<String, String> targets(PageServer pages) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < TARGETS; i++) {
      variables.put("BENCH_TARGET_" + i, "127.0.0.1:" + pages.ports().get(i));
    }
    return variables;
  }

  private void measure(
      Collector collector, RunningCollector running, PageServer pages, Arrivals arrivals, int round)
      throws IOException, InterruptedException {
    Duration window = plan.window().multipliedBy(3);
    long served = pages.served();
    long arrived = arrivals.items();
    ProcessUsage before = running.usage();
    Thread.sleep(window);
    ProcessUsage after = running.usage();
    served = pages.served() - served;
    arrived = arrivals.items() - arrived;
    double series = Math.max(1, (double) served * ScrapePage.SERIES);
    double missing = (double) (served - UNDER_WAY) * (ScrapePage.POINTS + ABOUT) - arrived;
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(Names.RATE, series * 1e9 / (after.nanos() - before.nanos()));
    numbers.put(Names.MICROS, after.microsSince(before) / series);
    numbers.put(Names.CORE, after.coreSince(before));
    numbers.put(Names.RSS, after.rssKib() / 1024.0);
    numbers.put(Names.PEAK, after.peakKib() / 1024.0);
    numbers.put(Names.LOST, Math.max(0, missing));
    String note = note(pages, served, window, missing);
    String label = collector.kind().label();
    Measurement measured = new Measurement(ID, label, "paced", round, numbers, note);
    results.add(measured);
    System.err.println(measured.fields());
  }

  /**
   * Why the figures are none: each target is asked once a second, but at the ends of the window.
   */
  private static String note(PageServer pages, long served, Duration window, double missing) {
    long due = TARGETS * (window.toSeconds() - 1);
    if (served < due) {
      return "INVALID: %d pages were fetched of %d".formatted(served, due);
    }
    if (pages.failure() != null) {
      return "INVALID: a page could not be served: " + pages.failure();
    }
    return missing > 0 ? "INVALID: lost " + missing : "";
  }
}
