package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.transport.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Series that come and go, and what the pipeline is told of their ends. */
class StalenessTest {
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
  void aSeriesThatIsGoneHasAnEndOnce() {
    page("# TYPE t gauge\nt{a=\"1\"} 5\nt{a=\"2\"} 6\n");
    try (Scraping scraping = scraping("")) {
      scraping.scrape();
      page("# TYPE t gauge\nt{a=\"2\"} 7\n");
      scraping.scrape();
      Map<String, Double> second = Told.numbers(scraping.next.received().getLast().telemetry());
      assertThat(second).containsEntry("t{a=1}", null).containsEntry("t{a=2}", 7.0);
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .doesNotContainKey("t{a=1}");
      page("# TYPE t gauge\nt{a=\"1\"} 8\nt{a=\"2\"} 7\n");
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("t{a=1}", 8.0)
          .containsEntry("scrape_series_added{}", 1.0);
    }
  }

  @Test
  void aFailedScrapeEndsAllSeries() {
    page("t 5\n");
    try (Scraping scraping = scraping("")) {
      scraping.scrape();
      pages.put("/metrics", HttpResponse.text(500, "oh"));
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("t{}", null)
          .containsEntry("up{}", 0.0)
          .containsEntry("scrape_samples_scraped{}", 0.0);
      assertThat(scraping.settings.meter().count("beltline_prometheus_receiver_failed_scrapes"))
          .isEqualTo(1);
      page("t 6\n");
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("t{}", 6.0)
          .containsEntry("up{}", 1.0);
    }
  }

  @Test
  void anEndThatIsRefusedIsToldAgain() {
    page("t 5\nu 1\n");
    try (Scraping scraping = scraping("")) {
      scraping.scrape();
      page("u 1\n");
      scraping.next.answering(ConsumeResult.unavailable("full", null));
      scraping.scrape();
      scraping.next.answering(ConsumeResult.accepted());
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("t{}", null);
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .doesNotContainKey("t{}");
    }
  }

  @Test
  void timesOfTheTargetCountAndHaveNoEnd() {
    page("a 1 1234\n");
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape()).contains("'timeUnixNano':'1234000000'");
      page("b 1\n");
      assertThat(scraping.scrape()).doesNotContain("'name':'a'");
    }
    page("a 1 1234\n");
    try (Scraping scraping = scraping("honor_timestamps: false\n")) {
      assertThat(scraping.scrape()).doesNotContain("1234000000");
    }
    try (Scraping scraping = scraping("track_timestamps_staleness: true\n")) {
      scraping.scrape();
      page("b 1\n");
      assertThat(scraping.scrape()).contains("'name':'a'").contains("'flags':1");
    }
  }
}
