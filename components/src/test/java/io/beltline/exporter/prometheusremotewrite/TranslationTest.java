package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.RunningExporter.counter;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.gauge;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.point;
import static io.beltline.exporter.prometheusremotewrite.RunningExporter.sum;
import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.V1;
import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import org.junit.jupiter.api.Test;

/** What points become in requests of both versions. */
class TranslationTest {
  @Test
  void numbersInTheFirstVersion() {
    assertThat(lines(V1, gauge("temp", 5, "1.5"), counter("hits", point(1, 5, "7"))))
        .containsExactly("temp{} 1.5@5000", "hits_total{} 7@5000");
  }

  @Test
  void numbersInTheSecondVersionHaveTypeAndStart() {
    assertThat(lines("", gauge("temp", 5, "1.5"), counter("hits", point(1, 5, "7"))))
        .containsExactly("temp{} 1.5@5000 # gauge||", "hits_total{} 7@5000 st=1000 # counter||");
  }

  @Test
  void aSumThatMayFallIsAGauge() {
    assertThat(lines("", sum("queue", 2, false, point(1, 5, "7"))))
        .containsExactly("queue{} 7@5000 # gauge||");
  }

  @Test
  void onlyGaugesOfTheUnitOneAreRatios() {
    String points = "'dataPoints':[" + point(1, 5, "7") + "]";
    String sum = "{'name':'size','unit':'1','sum':{'aggregationTemporality':2," + points + "}}";
    String gauge = "{'name':'size','unit':'1','gauge':{" + points + "}}";
    assertThat(lines(V1, sum, gauge)).containsExactly("size{} 7@5000", "size_ratio{} 7@5000");
  }

  @Test
  void exemplarsOfGaugesGoWithTheirSeries() {
    String gauge =
        "{'name':'g','gauge':{'dataPoints':[{'timeUnixNano':'5000000000','asDouble':7,'flags':%d,"
            + "'exemplars':[{'timeUnixNano':'4000000000','asDouble':7,"
            + "'spanId':'0001020304050607'}]}]}}";
    assertThat(lines("", gauge.formatted(0)))
        .singleElement()
        .asString()
        .contains(" ^{span_id=\"0001020304050607\"}7@4000");
    assertThat(lines("", gauge.formatted(1)))
        .singleElement()
        .asString()
        .contains("stale@5000")
        .doesNotContain("span_id");
  }

  @Test
  void summariesAreSeriesOfQuantiles() {
    assertThat(
            lines(
                V1,
                "{'name':'rpc','summary':{'dataPoints':[{'timeUnixNano':'5000000000','count':'3',"
                    + "'sum':9,'quantileValues':[{'quantile':0.5,'value':2},{'quantile':1,'value':4}]}]}}"))
        .containsExactly(
            "rpc{quantile=\"0.5\"} 2@5000",
            "rpc{quantile=\"1\"} 4@5000",
            "rpc_sum{} 9@5000",
            "rpc_count{} 3@5000");
  }

  @Test
  void startsAreASeriesWhereTheyAreWanted() {
    assertThat(
            lines(
                V1 + "export_created_metric: {enabled: true}\n", counter("hits", point(3, 5, "7"))))
        .containsExactly("hits_total{} 7@5000", "hits_created{} 3@5000");
  }

  @Test
  void samplesOfASeriesAreSortedByTime() {
    assertThat(
            lines(
                V1,
                counter("hits", point(1, 7, "9"), point(1, 5, "7"), point(1, 6, "8")),
                gauge("temp", 5, "1")))
        .containsExactly(
            "hits_total{} 7@5000", "hits_total{} 8@6000", "hits_total{} 9@7000", "temp{} 1@5000");
  }

  @Test
  void whatPrometheusHasNoFormForIsRefusedAndCounted() {
    try (RunningExporter running = new RunningExporter("")) {
      ExportResult result =
          running.send(
              sum("delta", 1, true, point(1, 5, "7"), point(1, 6, "7")),
              sum("none", 0, true, point(1, 5, "7")),
              gauge("late", 0, "1"),
              "{'name':'empty','gauge':{'dataPoints':[{'timeUnixNano':'5000000000'}]}}",
              "{'name':'odd','histogram':{'aggregationTemporality':2,'dataPoints':["
                  + "{'timeUnixNano':'5000000000','explicitBounds':[1],'bucketCounts':['1']}]}}",
              gauge("temp", 5, "1"));
      assertThat(result)
          .isEqualTo(
              new ExportResult.Delivered(
                  6,
                  "6 points were not sent: delta is a delta (expected: cumulative temporality; put"
                      + " delta_to_cumulative before)"));
      assertThat(running.backend.lines()).containsExactly("temp{} 1@5000 # gauge||");
      assertThat(running.dropped("delta")).isEqualTo(2);
      assertThat(running.dropped("no_temporality")).isEqualTo(1);
      assertThat(running.dropped("no_time")).isEqualTo(1);
      assertThat(running.dropped("no_value")).isEqualTo(1);
      assertThat(running.dropped("malformed")).isEqualTo(1);
    }
  }
}
