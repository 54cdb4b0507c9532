package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a target is asked for, and whose its labels are. */
class ScrapeRequestTest {
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
  void labelsOfTheTargetWinUnlessTheSeriesIsHonored() {
    page("a{job=\"own\",instance=\"i\"} 1\n");
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape())
          .contains("{'key':'exported_job','value':{'stringValue':'own'}}")
          .contains("'service.name','value':{'stringValue':'shop'}");
    }
    try (Scraping scraping = scraping("honor_labels: true\n")) {
      assertThat(scraping.scrape())
          .contains("'service.name','value':{'stringValue':'own'}")
          .contains("'service.instance.id','value':{'stringValue':'i'}")
          .doesNotContain("exported_");
    }
  }

  @Test
  void whatIsAskedForIsSaid() {
    page("a 1\n");
    String more =
        """
        params: {module: [x y], b: ['1', '2']}
        scrape_timeout: 2500ms
        basic_auth: {username: u, password: p}
        http_headers: {X-Key: {values: [v]}}
        scrape_protocols: [PrometheusText0.0.4]
        enable_compression: false
        """;
    try (Scraping scraping = scraping(more)) {
      scraping.scrape();
      assertThat(pages.requests()).hasSize(1);
      var request = pages.requests().getFirst();
      assertThat(request.query()).isEqualTo("b=1&b=2&module=x+y");
      assertThat(request.header("accept")).isEqualTo("text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
      assertThat(request.header("accept-encoding")).isEqualTo("identity");
      assertThat(request.header("x-prometheus-scrape-timeout-seconds")).isEqualTo("2.5");
      assertThat(request.header("authorization")).isEqualTo("Basic dTpw");
      assertThat(request.header("x-key")).isEqualTo("v");
    }
  }

  @Test
  void relabelingMakesTheTarget() {
    pages.put("/probe", Pages.TEXT, "a 1\n");
    String more =
        """
        relabel_configs:
          - {source_labels: [__address__], target_label: __param_target}
          - {target_label: __metrics_path__, replacement: /probe}
          - {source_labels: [__param_target], regex: '(.*):.*', target_label: host, replacement: $1}
        """;
    try (Scraping scraping = scraping(more)) {
      assertThat(scraping.scrape()).contains("{'key':'host','value':{'stringValue':'127.0.0.1'}}");
      assertThat(pages.requests().getFirst().query()).startsWith("target=127.0.0.1%3A");
    }
  }

  /** As node_exporter is: 127.1 needs no name server. */
  @Test
  void aTargetIsScrapedWhoseNameIsNoneForUris() {
    page("a 1\n");
    String yaml = Scraping.yaml(pages, "/metrics", "").replace("127.0.0.1", "127.1");
    try (Scraping scraping = new Scraping(yaml)) {
      assertThat(scraping.scrape()).contains("'name':'a'").contains("127.1:");
    }
  }
}
