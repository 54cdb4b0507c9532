package io.beltline.benchmarks.sidebyside;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A collector that scrapes targets of its own every second, and what it sends to. */
final class Scraper implements AutoCloseable {
  private static final int STREAMS = 100;

  /** {@code up} and what else is told of each scrape. */
  private static final int ABOUT = 5;

  /** How often it scrapes while it warms up, and then. */
  private static final String OFTEN = "50ms";

  private static final String SECOND = "1s";

  private final Scraping.Way way;
  private final String label;
  private final Path scenario;
  private final Path config;
  private final Arrivals arrivals;
  private final PageServer pages;
  private final Sink sink;
  private final RunningCollector running;

  private Scraper(
      Scraping.Way way,
      String label,
      Path scenario,
      Path config,
      Arrivals arrivals,
      PageServer pages,
      Sink sink,
      RunningCollector running) {
    this.way = way;
    this.label = label;
    this.scenario = scenario;
    this.config = config;
    this.arrivals = arrivals;
    this.pages = pages;
    this.sink = sink;
    this.running = running;
  }

  /** Starts it; it scrapes from then on, twenty times a second. */
  @SuppressWarnings("resource") // close() does
  static Scraper start(Scraping.Way way, Collector collector, Path home, Path logs)
      throws IOException, InterruptedException {
    String label = collector.kind().label();
    Path scenario = home.resolve("scenarios/scrape.yaml");
    Path config = logs.resolve(way.id() + "-" + label + ".yaml");
    Files.writeString(config, Files.readString(scenario).replace(": " + SECOND, ": " + OFTEN));
    Arrivals arrivals = new Arrivals(Signal.METRICS, Set.of(), 0);
    PageServer pages = new PageServer(way.targets(), way.page()::text);
    Sink sink = Sink.grpc(arrivals, STREAMS);
    RunningCollector running =
        RunningCollector.start(
            collector,
            config,
            Ports.free(sink.port()),
            false,
            logs.resolve(way.id() + "-" + label + ".log"),
            Map.of("BENCH_TARGETS", targets(pages)));
    return new Scraper(way, label, scenario, config, arrivals, pages, sink, running);
  }

  /** Lets it scrape once a second from now on. */
  void slowDown() throws IOException, InterruptedException {
    Files.copy(scenario, config, StandardCopyOption.REPLACE_EXISTING);
    running.signal("HUP");
  }

  /** Where its pages are, as the configuration has it. */
  static String targets(PageServer pages) {
    return pages.ports().stream()
        .map(port -> "127.0.0.1:" + port)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Halts the collector. */
  void halt() throws IOException, InterruptedException {
    running.signal("STOP");
  }

  /** Lets it go on. */
  void resume() throws IOException, InterruptedException {
    running.signal("CONT");
  }

  /** What a series costs it for a while. */
  Measurement measure(Duration window, int round) throws IOException, InterruptedException {
    long served = pages.served();
    long arrived = arrivals.items();
    ProcessUsage before = running.usage();
    Thread.sleep(window);
    ProcessUsage after = running.usage();
    served = pages.served() - served;
    arrived = arrivals.items() - arrived;
    double series = Math.max(1, (double) served * way.page().series());
    long surely = served - 2L * way.targets(); // the others may be on their way at the end
    double missing = (double) surely * (way.page().points() + ABOUT) - arrived;
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(Names.RATE, series * 1e9 / (after.nanos() - before.nanos()));
    numbers.put(Names.MICROS, after.microsSince(before) / series);
    numbers.put(Names.CORE, after.coreSince(before));
    numbers.put(Names.RSS, after.rssKib() / 1024.0);
    numbers.put(Names.PEAK, after.peakKib() / 1024.0);
    numbers.put(Names.LOST, Math.max(0, missing));
    return new Measurement(way.id(), label, "paced", round, numbers, note(served, window, missing));
  }

  /**
   * Why the figures are none: each target is asked once a second, but at the ends of the window.
   */
  private String note(long served, Duration window, double missing) {
    long due = way.targets() * (window.toSeconds() - 1);
    if (served < due || served > due + 3L * way.targets()) {
      return "INVALID: %d pages were fetched of %d".formatted(served, due);
    }
    if (pages.failure() != null) {
      return "INVALID: a page could not be served: " + pages.failure();
    }
    return missing > 0 ? "INVALID: lost " + missing : "";
  }

  @Override
  public void close() throws IOException {
    running.close();
    sink.close();
    pages.close();
  }
}
