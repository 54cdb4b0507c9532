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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ten thousand series, scraped every second and handed on over OTLP. As other paced loads this one
 * comes behind a heavier: the targets are asked twenty times a second while a collector warms up,
 * and belong to another job then. One collector runs at a time: what two leave in the caches of a
 * core costs each half as much again. The core is kept from sleeping, as it is in a machine with
 * work: a virtual one that slept costs several times what is measured.
 */
record Scraping(
    Way way, Plan plan, List<Collector> collectors, Path home, Path logs, Results results) {
  private static final int STREAMS = 100;

  /** {@code up} and what else is told of each scrape. */
  private static final int ABOUT = 5;

  /** Until the targets have moved, and what that costs once is over. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  /** Where they come from. */
  enum Way {
    MANY("17a", 10, 1),
    ONE("17b", 1, 10);

    private final String id;
    private final int targets;
    private final int thousands;

    Way(String id, int targets, int thousands) {
      this.id = id;
      this.targets = targets;
      this.thousands = thousands;
    }

    /** The id of the scenario. */
    String id() {
      return id;
    }

    /** What each target tells. */
    ScrapePage page() {
      return new ScrapePage(thousands);
    }

    /** In a few words. */
    String title() {
      String number = targets == 1 ? "one target" : targets + " targets";
      return number + " of " + page().series() + " series";
    }
  }

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
    String name = way.id + "-" + collector.kind().label();
    Path warmUp = logs.resolve(name + "-warm-up.json");
    Path paced = logs.resolve(name + "-paced.json");
    write("[]", paced);
    try (Awake awake = Awake.core(1);
        PageServer pages = new PageServer(way.targets, way.page()::text);
        Sink sink = Sink.grpc(arrivals, STREAMS);
        RunningCollector running =
            RunningCollector.start(
                collector,
                home.resolve("scenarios/scrape.yaml"),
                Ports.free(sink.port()),
                false,
                logs.resolve(name + ".log"),
                Map.of("BENCH_WARM_UP", warmUp.toString(), "BENCH_TARGETS", paced.toString()))) {
      write(targets(pages), warmUp);
      Thread.sleep(plan.warmUp());
      write("[]", warmUp);
      write(targets(pages), paced);
      Thread.sleep(SETTLING);
      pages.takeFailure(); // what was under way may have been broken off
      for (int round = 1; round <= plan.rounds(); round++) {
        Measurement measured = measure(collector, running, pages, arrivals, round);
        awake.check();
        results.add(measured);
        System.err.println(measured.fields());
      }
    }
  }

  /** Where its pages are, as a file of {@code file_sd_configs} has it. */
  static String targets(PageServer pages) {
    return pages.ports().stream()
        .map(port -> "\"127.0.0.1:" + port + "\"")
        .collect(Collectors.joining(", ", "[{\"targets\": [", "]}]"));
  }

  /** At once, as those who look at the file may read it meanwhile. */
  private static void write(String text, Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Measurement measure(
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
    double series = Math.max(1, (double) served * way.page().series());
    long surely = served - 2L * way.targets; // the others may be on their way at the end
    double missing = (double) surely * (way.page().points() + ABOUT) - arrived;
    Map<String, Double> numbers = after.numbersSince(before, series);
    numbers.put(Names.LOST, Math.max(0, missing));
    String note = note(pages, served, window, missing);
    String label = collector.kind().label();
    return new Measurement(way.id, label, "paced", round, numbers, note);
  }

  /**
   * Why the figures are none: each target is asked once a second, but at the ends of the window.
   */
  private String note(PageServer pages, long served, Duration window, double missing) {
    long due = way.targets * (window.toSeconds() - 1);
    if (served < due || served > due + 3L * way.targets) {
      return "INVALID: %d pages were fetched of %d".formatted(served, due);
    }
    Exception failure = pages.takeFailure();
    if (failure != null) {
      return "INVALID: a page could not be served: " + failure;
    }
    return missing > 0 ? "INVALID: lost " + missing : "";
  }
}
