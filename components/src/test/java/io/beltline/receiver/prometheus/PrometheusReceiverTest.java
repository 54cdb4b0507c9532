package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;
import io.beltline.api.ConsumeResult;
import io.beltline.model.otlp.WireWriter;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages of a real server, and what the pipeline gets of them. */
class PrometheusReceiverTest {
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
  void aCounterIsAMonotonicSum() {
    page(
        """
        # HELP hits_total how many
        # TYPE hits_total counter
        hits_total{code="200",path="/a b"} 1027
        """);
    try (Scraping scraping = scraping("")) {
      String port = pages.address().substring("127.0.0.1:".length());
      assertThat(scraping.scrape())
          .startsWith(
              "{'resourceMetrics':[{'resource':{'attributes':["
                  + "{'key':'server.port','value':{'stringValue':'"
                  + port
                  + "'}},"
                  + "{'key':'service.instance.id','value':{'stringValue':'127.0.0.1:"
                  + port
                  + "'}},{'key':'service.name','value':{'stringValue':'shop'}},"
                  + "{'key':'url.scheme','value':{'stringValue':'http'}}]},"
                  + "'scopeMetrics':[{'scope':{'name':'github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver','version':'0.0.0-test'},'metrics':[{'name':'hits_total','description':'how"
                  + " many','sum':{'dataPoints':[{"
                  + "'attributes':[{'key':'code','value':{'stringValue':'200'}},{'key':'path','value':{'stringValue':'/a"
                  + " b'}}],'timeUnixNano':'")
          .contains("'asDouble':1027.0}],'aggregationTemporality':2,'isMonotonic':true}")
          .contains("'metadata':[{'key':'prometheus.type','value':{'stringValue':'counter'}}]");
    }
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
  void aHistogramIsOnePoint() {
    page(
        """
        # TYPE size histogram
        size_bucket{a="x",le="1"} 2
        size_bucket{a="x",le="10"} 5
        size_bucket{a="x",le="+Inf"} 9
        size_sum{a="x"} 91.5
        size_count{a="x"} 9
        """);
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape())
          .contains("{'name':'size','histogram':{'dataPoints':[{'attributes':[{'key':'a','value':")
          .contains(
              "'count':'9','sum':91.5,'bucketCounts':['2','3','4'],'explicitBounds':[1.0,10.0]}]");
    }
  }

  @Test
  void bucketsThatDoNotGrowAreLeftOutAndCounted() {
    page(
        """
        # TYPE size histogram
        size_bucket{le="1"} 7
        size_bucket{le="10"} 5
        size_bucket{le="+Inf"} 9
        size_sum 91.5
        size_count 9
        b 1
        """);
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape()).contains("'name':'b'").doesNotContain("'name':'size'");
      assertThat(scraping.settings.meter().count("beltline_scraper_faults")).isEqualTo(1);
    }
  }

  @Test
  void aSummaryIsOnePoint() {
    page(
        """
        # TYPE took summary
        took{quantile="0.5"} 0.2
        took{quantile="0.9"} NaN
        took_sum 17.5
        took_count 27
        """);
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape())
          .contains("'count':'27','sum':17.5,'quantileValues':[{'quantile':0.5,'value':0.2}")
          .contains("'value':'NaN'");
    }
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
  void openMetricsHasExemplarsUnitsAndStarts() {
    pages.put(
        "/metrics",
        "application/openmetrics-text; version=1.0.0",
        """
        # TYPE took_seconds histogram
        # UNIT took_seconds seconds
        # HELP took_seconds time
        took_seconds_bucket{le="1.0"} 2 # {trace_id="000102030405060708090a0b0c0d0e0f",b="c"} 0.5 12.5
        took_seconds_bucket{le="+Inf"} 3
        took_seconds_count 3
        took_seconds_sum 4.5
        took_seconds_created 100.25
        # TYPE hits counter
        hits_total 7
        hits_created 50
        # TYPE build info
        build_info{v="1"} 1
        # EOF
        """);
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape())
          .contains("'name':'took_seconds','description':'time','unit':'s'")
          .contains("'startTimeUnixNano':'100250000000'")
          .contains(
              "'exemplars':[{'filteredAttributes':[{'key':'b','value':{'stringValue':'c'}}],"
                  + "'timeUnixNano':'12500000000','asDouble':0.5,"
                  + "'traceId':'000102030405060708090a0b0c0d0e0f'}]")
          .contains("'name':'hits_total','sum':{'dataPoints':[{'startTimeUnixNano':'50000000000'")
          .contains("'name':'build_info','sum'")
          .doesNotContain("_created");
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
  void infoIsTheResourceAndTheScope() {
    page(
        """
        # TYPE target_info gauge
        target_info{host="h"} 1
        otel_scope_info{otel_scope_name="lib",otel_scope_version="2",color="red"} 1
        a{otel_scope_name="lib",otel_scope_version="2"} 1
        """);
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape())
          .contains("{'key':'host','value':{'stringValue':'h'}}")
          .contains(
              "'scope':{'name':'lib','version':'2','attributes':[{'key':'color','value':"
                  + "{'stringValue':'red'}}]},'metrics':[{'name':'a','gauge':{'dataPoints':[{"
                  + "'timeUnixNano'")
          .doesNotContain("target_info");
    }
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

  @Test
  void aTypeThatChangesMakesOtherPoints() {
    page("# TYPE a gauge\na 1\n");
    try (Scraping scraping = scraping("")) {
      scraping.scrape();
      page("# TYPE a counter\na 2\n");
      assertThat(scraping.scrape())
          .contains("'name':'a','gauge':{'dataPoints':[{")
          .contains("'flags':1")
          .contains("'name':'a','sum':{'dataPoints':[{");
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
    ByteAccount memory = new ByteAccount();
    Admission little =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            return memory.tryAcquire(bytes, 24 << 20);
          }

          @Override
          public void release(long bytes) {
            memory.release(bytes);
          }
        };
    try (Scraping scraping = new Scraping(Scraping.yaml(pages, "/metrics", ""), little)) {
      scraping.scrape();
      assertThat(Told.numbers(scraping.next.received().getLast().telemetry()))
          .containsEntry("up{}", 0.0)
          .hasSize(5);
    }
    assertThat(memory.held()).isZero();
  }

  @Test
  void nativeHistogramsAreExponentialOnes() {
    WireWriter hist = new WireWriter();
    hist.varint(1, 6).float64(2, 4.5).sint32(5, 3).float64(6, 0.001).varint(7, 2);
    int span = hist.begin(12);
    hist.sint32(1, -1).varint(2, 2);
    hist.end(span);
    int deltas = hist.begin(13);
    hist.rawVarint(2).rawVarint(4); // 1 and 2 more, zigzag
    hist.end(deltas);
    WireWriter family = new WireWriter();
    family.string(1, "latency").string(2, "help").varint(3, 4);
    int metric = family.begin(4);
    family.bytes(7, hist.toSlice());
    family.end(metric);
    WireWriter body = new WireWriter();
    body.rawVarint(family.size()).raw(family.toSlice());
    pages.put(
        "/metrics",
        HttpResponse.of(
            200,
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                + " encoding=delimited",
            body.toSlice()));
    try (Scraping scraping = scraping("scrape_native_histograms: true\n")) {
      assertThat(scraping.scrape())
          .contains("'name':'latency','description':'help','exponentialHistogram':{")
          .contains(
              "'count':'6','sum':4.5,'scale':3,'zeroCount':'2',"
                  + "'positive':{'offset':-2,'bucketCounts':['1','3']},'zeroThreshold':0.001}]");
      pages.put("/metrics", HttpResponse.empty(500));
      assertThat(scraping.scrape()).contains("'exponentialHistogram'").contains("'flags':1");
    }
    pages.put("/metrics", HttpResponse.of(200, "application/vnd.google.protobuf", body.toSlice()));
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape())
          .contains("'name':'latency','description':'help','histogram':{")
          .contains("'count':'6','sum':4.5,'bucketCounts':['6'],'explicitBounds':[]");
    }
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
