package io.beltline.exporter.prometheus;

import static io.beltline.exporter.prometheus.Exporters.attribute;
import static io.beltline.exporter.prometheus.Exporters.counter;
import static io.beltline.exporter.prometheus.Exporters.gauge;
import static io.beltline.exporter.prometheus.Exporters.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ExportResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final int DELTA = 1;
  private static final int CUMULATIVE = 2;

  @Test
  void deltasAreAdded() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", DELTA, point(0, 10, "5")));
      exporters.send(counter("c", DELTA, point(10, 20, "3")));
      exporters.send(counter("c", DELTA, point(25, 30, "2"))); // a gap does not take the sum back
      assertThat(exporters.text()).contains("\nc_total 10\n");
      exporters.send(counter("c", DELTA, point(30, 40, "0.5")));
      assertThat(exporters.text()).contains("\nc_total 10.5\n");
    }
  }

  @Test
  void aDeltaThatCameBeforeIsNotAddedAgain() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", DELTA, point(5, 10, "5")));
      assertThat(exporters.send(counter("c", DELTA, point(5, 10, "5"))))
          .isEqualTo(ExportResult.delivered());
      assertThat(exporters.text()).contains("\nc_total 5\n");
      assertThat(dropped(exporters, "late")).isEqualTo(1);
    }
  }

  @Test
  void anotherDeltaWithTheSameEndIsAddedOrRefused() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", DELTA, point(1, 5, "3")));
      exporters.send(counter("c", DELTA, point(5, 5, "2")));
      assertThat(exporters.text()).contains("\nc_total 5\n");
      exporters.send(counter("c", DELTA, point(5, 5, "2"))); // again
      assertThat(dropped(exporters, "late")).isEqualTo(1);
      assertThat(exporters.send(counter("c", DELTA, point(3, 5, "2"))))
          .isEqualTo(new ExportResult.Delivered(1, "1 points became part of no series"));
      assertThat(exporters.text()).contains("\nc_total 5\n");
    }
  }

  @Test
  void deltasWithoutAStartAreAddedInAnyOrder() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", DELTA, point(0, 20, "5")));
      exporters.send(counter("c", DELTA, point(0, 10, "3")));
      exporters.send(counter("c", DELTA, point(0, 20, "2")));
      assertThat(exporters.text()).contains("\nc_total 10\n");
      exporters.send(counter("c", DELTA, point(15, 25, "7"))); // the later time is what is known
      assertThat(exporters.text()).contains("\nc_total 10\n");
    }
  }

  @Test
  void aDeltaThatComesBehindIsRefused() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", DELTA, point(10, 20, "5")));
      assertThat(exporters.send(counter("c", DELTA, point(5, 10, "3"))))
          .isEqualTo(new ExportResult.Delivered(1, "1 points became part of no series"));
      assertThat(exporters.text()).contains("\nc_total 5\n");
    }
  }

  @Test
  void aDeltaThatOverlapsIsRefused() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", DELTA, point(0, 10, "5")));
      assertThat(exporters.send(counter("c", DELTA, point(5, 15, "5"))))
          .isEqualTo(new ExportResult.Delivered(1, "1 points became part of no series"));
      assertThat(exporters.text()).contains("\nc_total 5\n");
      assertThat(dropped(exporters, "overlapping")).isEqualTo(1);
    }
  }

  @Test
  void thereAreNoMoreSeriesThanThereMayBe() {
    try (Exporters exporters = new Exporters("max_series: 2\n")) {
      String resource = attribute("service.name", "s") + "," + attribute("k", "v");
      exporters.send(gauge("g", "1"));
      exporters.send(gauge("g", "2", attribute("a", "b")));
      for (String further : new String[] {gauge("g", "3", attribute("a", "c")), gauge("h", "4")}) {
        assertThat(exporters.request(resource, "", further))
            .isEqualTo(new ExportResult.Delivered(1, "1 points became part of no series"));
      }
      assertThat(dropped(exporters, "no_room")).isEqualTo(2);
      assertThat(exporters.send(gauge("g", "5"))).isEqualTo(ExportResult.delivered());
      assertThat(exporters.text()).isEqualTo("# HELP g \n# TYPE g gauge\ng 5\ng{a=\"b\"} 2\n");
      exporters.clock.advance(Duration.ofMinutes(6));
      exporters.text(); // what has expired is removed
      assertThat(exporters.send(gauge("h", "6"))).isEqualTo(ExportResult.delivered());
      assertThat(exporters.text()).isEqualTo("# HELP h \n# TYPE h gauge\nh 6\n");
    }
  }

  @Test
  void wholeSumsThatDoNotFitBecomeDecimal() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", DELTA, point(0, 10, "9223372036854775807")));
      exporters.send(counter("c", DELTA, point(10, 20, "9223372036854775807")));
      assertThat(exporters.text()).contains("\nc_total 1.8446744073709552e19\n");
    }
  }

  @Test
  void ofCumulativePointsTheNewestCounts() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(counter("c", CUMULATIVE, point(0, 20, "7")));
      exporters.send(counter("c", CUMULATIVE, point(0, 10, "6")));
      assertThat(exporters.text()).contains("\nc_total 7\n");
      exporters.send(counter("c", CUMULATIVE, point(20, 30, "1")));
      assertThat(exporters.text()).contains("\nc_total 1\n");
    }
  }

  @Test
  void deltaHistogramsAreAdded() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(histogram(0, 10, "[1,2]", "'1','2','3'"));
      exporters.send(histogram(10, 20, "[1,2]", "'1','0','0'"));
      assertThat(exporters.text())
          .contains("h_bucket{le=\"1\"} 2\n", "h_bucket{le=\"2\"} 4\n", "h_count 7\n", "h_sum 2\n");
      exporters.send(histogram(20, 30, "[5]", "'1','0'"));
      assertThat(exporters.text()).contains("h_bucket{le=\"5\"} 1\n").doesNotContain("le=\"2\"");
    }
  }

  @Test
  void deltaExponentialHistogramsAreAdded() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(exponential(0, 10, 1, 0, "'1','1'"));
      exporters.send(exponential(10, 20, 0, 0, "'1','0','0','5'"));
      assertThat(exporters.text())
          .contains("h_bucket{le=\"1\"} 0\n")
          .contains("h_bucket{le=\"2\"} 3\n")
          .contains("h_bucket{le=\"16\"} 8\n")
          .contains("h_count 8\n");
    }
  }

  @Test
  void histogramsThatDoNotFitAreRefused() {
    try (Exporters exporters = new Exporters("")) {
      assertThat(exporters.send(histogram(0, 10, "[1,2]", "'1'")))
          .isInstanceOf(ExportResult.Delivered.class)
          .isNotEqualTo(ExportResult.delivered());
      exporters.send(histogram(0, 10, "[2,1]", "'1','1','1'"));
      assertThat(dropped(exporters, "malformed")).isEqualTo(2);
      assertThat(exporters.text()).isEmpty();
    }
  }

  @Test
  void whatHasNoFormIsCounted() {
    try (Exporters exporters = new Exporters("")) {
      String points = "'dataPoints':[" + point(0, 10, "5") + "]";
      exporters.send("{'name':'a','sum':{'aggregationTemporality':1," + points + "}}");
      exporters.send("{'name':'b','sum':{'isMonotonic':true," + points + "}}");
      exporters.send("{'name':'c','gauge':{'dataPoints':[{'timeUnixNano':'5'}]}}");
      exporters.send("{'name':'d'}");
      assertThat(exporters.text()).isEmpty();
      assertThat(dropped(exporters, "delta_not_monotonic")).isEqualTo(1);
      assertThat(dropped(exporters, "no_temporality")).isEqualTo(1);
      assertThat(dropped(exporters, "no_value")).isEqualTo(1);
    }
  }

  @Test
  void seriesExpire() {
    try (Exporters exporters = new Exporters("metric_expiration: 1m\n")) {
      exporters.request(attribute("service.name", "s"), "", gauge("old", "1"));
      exporters.clock.advance(Duration.ofSeconds(40));
      exporters.request(attribute("service.name", "t"), "", gauge("new", "1"));
      assertThat(exporters.text()).contains("old{", "new{", "job=\"s\"", "job=\"t\"");
      exporters.clock.advance(Duration.ofSeconds(40));
      assertThat(exporters.text())
          .contains("new{", "target_info{job=\"t\"}")
          .doesNotContain("old")
          .doesNotContain("job=\"s\"");
      exporters.clock.advance(Duration.ofSeconds(40));
      assertThat(exporters.text()).isEmpty();
      assertThat(series(exporters)).isZero();
    }
  }

  @Test
  void endsOfSeriesDoNotKeepTheirTarget() {
    try (Exporters exporters = new Exporters("")) {
      String service = attribute("service.name", "s") + "," + attribute("k", "v");
      exporters.request(service, "", gauge("g", "1"));
      assertThat(exporters.text()).contains("target_info{");
      exporters.clock.advance(Duration.ofMinutes(4));
      exporters.request(service, "", "{'name':'g','gauge':{'dataPoints':[{'flags':1}]}}");
      exporters.clock.advance(Duration.ofMinutes(2));
      assertThat(exporters.text()).isEmpty();
    }
  }

  @Test
  void seriesGoOnAtAReload() {
    Exporters first = new Exporters("");
    first.send(counter("c", DELTA, point(0, 10, "5")));
    first.close();
    Exporters second = new Exporters("max_series: 9\n", first);
    second.send(counter("c", DELTA, point(10, 20, "3")));
    assertThat(second.text()).contains("\nc_total 8\n");
    assertThat(series(second)).isEqualTo(1);
    second.close();
    try (Exporters renamed = new Exporters("namespace: x\n", second)) {
      renamed.send(counter("c", DELTA, point(20, 30, "3")));
      assertThat(renamed.text()).contains("\nx_c_total 3\n").doesNotContain("\nc_total");
    }
  }

  @Test
  void seriesOfOneThatDoesNotStartAreThoseOfTheOneBefore() {
    Exporters first = new Exporters("");
    first.send(counter("c", DELTA, point(0, 10, "5")));
    first.close();
    assertThatThrownBy(() -> new Exporters("tls: {cert_file: /none, key_file: /none}\n", first))
        .isInstanceOf(RuntimeException.class);
    try (Exporters again = new Exporters("", first)) {
      assertThat(again.text()).contains("\nc_total 5\n");
    }
  }

  @Test
  void seriesOutliveOneOfOtherNamesThatEndsSoon() {
    Exporters first = new Exporters("");
    first.send(counter("c", DELTA, point(0, 10, "5")));
    first.close();
    assertThatThrownBy(
            () -> new Exporters("namespace: x\ntls: {cert_file: /none, key_file: /none}\n", first))
        .isInstanceOf(RuntimeException.class);
    Exporters renamed = new Exporters("namespace: x\n", first);
    renamed.send(counter("c", DELTA, point(10, 20, "3")));
    renamed.close();
    try (Exporters again = new Exporters("", renamed)) {
      assertThat(again.text()).contains("\nc_total 5\n").doesNotContain("x_c");
    }
  }

  @Test
  void seriesOfOtherNamesAreLetGoAfterAWhile() {
    Exporters first = new Exporters("metric_expiration: 0s\n");
    first.send(counter("c", DELTA, point(0, 10, "5")));
    first.close();
    Exporters renamed = new Exporters("namespace: x\nmetric_expiration: 24h\n", first);
    first.clock.advance(Duration.ofMinutes(5));
    renamed.close();
    try (Exporters again = new Exporters("metric_expiration: 0s\n", renamed)) {
      assertThat(again.text()).isEmpty();
    }
  }

  @Test
  void whatHasNoSeriesIsLookedForWhereSeriesStayForEver() {
    try (Exporters exporters = new Exporters("metric_expiration: 0s\n")) {
      assertThat(exporters.clock.waits()).contains(Duration.ofMinutes(5));
    }
  }

  @Test
  void seriesThatAreTouchedStay() {
    try (Exporters exporters = new Exporters("metric_expiration: 1m\n")) {
      for (int i = 0; i < 5; i++) {
        exporters.send(gauge("g", "1"));
        exporters.clock.advance(Duration.ofSeconds(50));
        assertThat(exporters.text()).contains("g 1");
      }
      assertThat(series(exporters)).isEqualTo(1);
    }
  }

  @Test
  void aPointWithoutAValueRemovesItsSeries() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(gauge("g", "1", attribute("a", "1")), gauge("g", "2", attribute("a", "2")));
      exporters.send(
          "{'name':'g','gauge':{'dataPoints':[{'flags':1,'attributes':["
              + attribute("a", "1")
              + "]}]}}");
      assertThat(exporters.text()).contains("g{a=\"2\"} 2").doesNotContain("a=\"1\"");
      assertThat(series(exporters)).isEqualTo(1);
    }
  }

  @Test
  void typesThatWantOneNameAllGetServed() {
    try (Exporters exporters = new Exporters("add_metric_suffixes: false\n")) {
      exporters.send(gauge("x", "1"), counter("x", CUMULATIVE, point(0, 1, "2")));
      exporters.send(histogram(0, 10, "[1]", "'1','1'").replace("'h'", "'x'"));
      String text = exporters.text();
      assertThat(text)
          .contains("# TYPE x histogram\n", "x_count 2\n")
          .contains("# TYPE x_counter counter\nx_counter 2\n")
          .contains("# TYPE x_gauge gauge\nx_gauge 1\n");
      Lines.parse(text, false);
    }
  }

  @Test
  void aGaugeBesideACounterOfItsNameKeepsItInEveryFormat() {
    try (Exporters exporters = new Exporters("enable_open_metrics: true\n")) {
      exporters.send(
          gauge("go_memstats_alloc_bytes", "1"),
          counter("go_memstats_alloc_bytes_total", CUMULATIVE, point(0, 1, "2")));
      String open = exporters.openMetrics();
      assertThat(open)
          .contains("# TYPE go_memstats_alloc_bytes gauge\ngo_memstats_alloc_bytes 1\n")
          .contains("# TYPE go_memstats_alloc_bytes_total unknown\n")
          .contains("\ngo_memstats_alloc_bytes_total 2\n");
      assertThat(Lines.parse(open, true)).isEqualTo(Lines.parse(exporters.text(), false));
      assertThat(exporters.settings.meter().count("otelcol_exporter_prometheus_renamed_metrics"))
          .isZero();
    }
  }

  @Test
  void whoWritesFirstMakesNoDifference() {
    try (Exporters one = new Exporters("add_metric_suffixes: false\n");
        Exporters other = new Exporters("add_metric_suffixes: false\n")) {
      String gauge = gauge("x_count", "1");
      String histogram = histogram(0, 10, "[1]", "'1','1'").replace("'h'", "'x'");
      one.send(gauge, histogram);
      other.send(histogram, gauge);
      assertThat(one.text()).isEqualTo(other.text()).contains("x_count_gauge 1\n");
    }
  }

  @Test
  void resourcesThatMeetInOneSeriesAreCounted() {
    try (Exporters exporters = new Exporters("")) {
      exporters.request(attribute("host.name", "a"), "", gauge("g", "1"));
      exporters.request(attribute("host.name", "b"), "", gauge("g", "2"));
      assertThat(exporters.text()).contains("\ng 2\n").doesNotContain("target_info");
      assertThat(exporters.settings.meter().count("otelcol_exporter_prometheus_series_collisions"))
          .isEqualTo(1);
    }
  }

  @Test
  void firstDescriptionStays() {
    try (Exporters exporters = new Exporters("")) {
      exporters.send(gauge("g", "1"));
      exporters.send(gauge("g", "1").replace("'name':'g'", "'name':'g','description':'one'"));
      exporters.send(gauge("g", "1").replace("'name':'g'", "'name':'g','description':'two'"));
      assertThat(exporters.text()).contains("# HELP g one\n");
    }
  }

  private static String histogram(long start, long time, String bounds, String counts) {
    long count = counts.chars().filter(c -> c >= '0' && c <= '9').map(c -> c - '0').sum();
    return "{'name':'h','histogram':{'aggregationTemporality':1,'dataPoints':[{'startTimeUnixNano':'"
        + start
        + "','timeUnixNano':'"
        + time
        + "','explicitBounds':"
        + bounds
        + ",'bucketCounts':["
        + counts
        + "],'count':'"
        + count
        + "','sum':1}]}}";
  }

  private static String exponential(long start, long time, int scale, int offset, String counts) {
    long count = counts.chars().filter(c -> c >= '0' && c <= '9').map(c -> c - '0').sum();
    return "{'name':'h','exponentialHistogram':{'aggregationTemporality':1,'dataPoints':[{"
        + "'startTimeUnixNano':'"
        + start
        + "','timeUnixNano':'"
        + time
        + "','scale':"
        + scale
        + ",'positive':{'offset':"
        + offset
        + ",'bucketCounts':["
        + counts
        + "]},'count':'"
        + count
        + "'}]}}";
  }

  private static long dropped(Exporters exporters, String reason) {
    return exporters
        .settings
        .meter()
        .count("otelcol_exporter_prometheus_dropped_points", Map.of("reason", reason));
  }

  private static double series(Exporters exporters) {
    return exporters.settings.meter().gauge("otelcol_exporter_prometheus_series", Map.of());
  }
}
