package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.otlp.WireWriter;
import io.beltline.transport.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages of a real server, and the points that become of them. */
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
  void anExemplarWithoutATimeHasThatOfItsSample() {
    pages.put(
        "/metrics",
        "application/openmetrics-text; version=1.0.0",
        "# TYPE hits counter\nhits_total 7 # {a=\"b\"} 3\n# EOF\n");
    try (Scraping scraping = scraping("")) {
      assertThat(scraping.scrape())
          .containsPattern(
              "'timeUnixNano':'(\\d+)','asDouble':7.0,'exemplars':\\[\\{[^\\]]*\\],"
                  + "'timeUnixNano':'\\1'");
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
}
