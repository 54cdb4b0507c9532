package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.payload.ScrapePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ten thousand series, scraped every second and handed on over OTLP. The collectors are measured in
 * turn, so that a slower stretch of the machine meets all of them, while the others are halted:
 * what one leaves in the caches of the core costs the other half as much again. As before other
 * paced loads they have been at work: they scrape twenty times a second first, and read another
 * configuration then.
 */
record Scraping(
    Way way, Plan plan, List<Collector> collectors, Path home, Path logs, Results results) {
  /** Until one has read its configuration again, and has done what that costs once. */
  private static final Duration RELOADING = Duration.ofSeconds(30);

  /** Until what was missed in a halt is made up for. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

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

    /** How many targets there are. */
    int targets() {
      return targets;
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
    List<Scraper> scrapers = new ArrayList<>();
    try {
      for (Collector collector : collectors) {
        if (collector.kind() != Collector.Kind.ROTEL) {
          scrapers.add(Scraper.start(way, collector, home, logs));
        }
      }
      warmUp(scrapers);
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Scraper scraper : scrapers) {
          measure(scraper, scrapers, round);
        }
      }
    } finally {
      for (Scraper scraper : scrapers) {
        scraper.close();
      }
    }
  }

  private void warmUp(List<Scraper> scrapers) throws IOException, InterruptedException {
    for (Scraper scraper : scrapers) {
      halt(scrapers, scraper);
      Thread.sleep(plan.warmUp());
      scraper.slowDown();
      Thread.sleep(RELOADING);
      resume(scrapers, scraper);
    }
  }

  private void measure(Scraper scraper, List<Scraper> all, int round)
      throws IOException, InterruptedException {
    halt(all, scraper);
    Thread.sleep(SETTLING);
    Measurement measured = scraper.measure(plan.window().multipliedBy(3), round);
    results.add(measured);
    System.err.println(measured.fields());
    resume(all, scraper);
  }

  private static void halt(List<Scraper> all, Scraper but)
      throws IOException, InterruptedException {
    for (Scraper other : all) {
      if (other != but) {
        other.halt();
      }
    }
  }

  private static void resume(List<Scraper> all, Scraper but)
      throws IOException, InterruptedException {
    for (Scraper other : all) {
      if (other != but) {
        other.resume();
      }
    }
  }
}
