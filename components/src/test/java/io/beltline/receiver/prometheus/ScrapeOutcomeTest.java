package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scrape has come to: what is told of the target, and when it fails. */
class ScrapeOutcomeTest {
  private final Pages pages = new Pages();

  @AfterEach
  void close() {
    pages.close();
  }

  private void page(String text) {
    pages.put("/metrics", Pages.TEXT, text);
  }

  private Scraping scraping(String more) {
    return Scraping.of(pages, "/metrics", more);
  }

  @Test
  void theTargetIsToldOf() {
    page("a 1\nb 2\nc 3\n");
    String drop = "metric_relabel_configs: [{source_labels: [__name__], regex: b, action: drop}]\n";
    try (Scraping scraping = scraping(drop)) {
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("a{}", 1.0)
          .doesNotContainKey("b{}")
          .containsEntry("up{}", 1.0)
          .containsEntry("scrape_samples_scraped{}", 3.0)
          .containsEntry("scrape_samples_post_metric_relabeling{}", 2.0)
          .containsEntry("scrape_series_added{}", 2.0)
          .containsKey("scrape_duration_seconds{}")
          .hasSize(7);
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("scrape_series_added{}", 0.0);
      assertThat(scraping.settings.meter().count("beltline_prometheus_receiver_dropped_samples"))
          .isEqualTo(2);
    }
  }

  @Test
  void oneBadLineCostsNoOther() {
    page("good 1\nbad{ 2\nbad 3 4 5\n9bad 1\nbad x\nlast 2\nlast 3\n");
    try (Scraping scraping = scraping("")) {
      scraping.scrape();
      Map<String, Double> told = Told.numbers(scraping.next.received().getLast().telemetry());
      assertThat(told)
          .containsEntry("good{}", 1.0)
          .containsEntry("last{}", 2.0)
          .containsEntry("up{}", 1.0);
      assertThat(told.keySet()).noneMatch(name -> name.contains("bad"));
      assertThat(scraping.settings.meter().count("beltline_scraper_faults")).isEqualTo(5);
    }
  }

  @Test
  void aPageThatIsNoExpositionFails() {
    pages.put("/metrics", "text/html", "<html>\nnumbers 5\n</html>\n");
    try (Scraping scraping = scraping("")) {
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("up{}", 0.0)
          .doesNotContainKey("numbers{}");
    }
  }

  @Test
  void openMetricsWithoutItsEndIsTruncated() {
    pages.put("/metrics", "application/openmetrics-text; version=1.0.0", "a 12");
    try (Scraping scraping = scraping("")) {
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("up{}", 0.0)
          .doesNotContainKey("a{}");
    }
  }

  @Test
  void limitsFailTheScrape() {
    page("a{x=\"123456\"} 1\nb 2\nc 3\n");
    for (String limit :
        new String[] {
          "sample_limit: 2",
          "label_limit: 3",
          "label_name_length_limit: 7",
          "label_value_length_limit: 5",
          "body_size_limit: 10B",
          "target_limit: 1\nfile_sd_configs: []\nparams: {}"
        }) {
      boolean targets = limit.startsWith("target");
      String yaml = Scraping.yaml(pages, "/metrics", limit + "\n");
      String written = targets ? yaml.replace("[{targets: [", "[{targets: ['127.0.0.1:1', ") : yaml;
      try (Scraping scraping = new Scraping(written)) {
        scraping.scrape();
        assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
            .as(limit)
            .containsEntry("up{}", 0.0)
            .doesNotContainKey("b{}");
      }
    }
  }

  @Test
  void aMillionLinesAreCountedAndKeptWithinTheirLimit() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      lines.append("a{i=\"").append(i).append("\"} 1\n");
    }
    page(lines.toString());
    try (Scraping scraping = scraping("sample_limit: 1000\n")) {
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("up{}", 0.0)
          .containsEntry("scrape_samples_scraped{}", 1_000_000.0)
          .hasSize(5);
    }
    Memory memory = new Memory(24 << 20);
    try (Scraping scraping = new Scraping(Scraping.yaml(pages, "/metrics", ""), memory)) {
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("up{}", 0.0)
          .hasSize(5);
    }
    assertThat(memory.held()).isZero();
  }

  @Test
  void aLastScrapeIsMadeIfItIsWanted() {
    page("a 1\n");
    Scraping scraping =
        new Scraping(Scraping.yaml(pages, "/metrics", "") + "scrape_on_shutdown: true\n");
    scraping.clock.advance(Duration.ofNanos(1));
    int before = scraping.next.received().size();
    scraping.close();
    assertThat(scraping.next.received()).hasSize(before + 1);
  }
}
