package io.beltline.exporter.prometheusremotewrite;

import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.HISTOGRAM;
import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.V1;
import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.exponential;
import static io.beltline.exporter.prometheusremotewrite.TranslatedMetrics.lines;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What histograms become in requests of both versions. */
class HistogramTranslationTest {
  @Test
  void metadataIsSentInTheFirstVersionIfItIsWanted() {
    assertThat(lines(V1 + "send_metadata: true\n", HISTOGRAM.formatted(0)))
        .contains("# size_bytes histogram|how large|bytes");
  }

  @Test
  void histogramsAreSeriesOfBuckets() {
    String exemplar =
        " ^{span_id=\"0001020304050607\",trace_id=\"000102030405060708090a0b0c0d0e0f\"}7@4000";
    String about = " # histogram|how large|bytes";
    assertThat(lines("", HISTOGRAM.formatted(0)))
        .containsExactly(
            "size_bytes_bucket{le=\"0.5\"} 1@5000 st=1000" + about,
            "size_bytes_bucket{le=\"10\"} 3@5000 st=1000" + exemplar + about,
            "size_bytes_bucket{le=\"100\"} 6@5000 st=1000" + about,
            "size_bytes_bucket{le=\"+Inf\"} 6@5000 st=1000" + about,
            "size_bytes_sum{} 77.5@5000 st=1000" + about,
            "size_bytes_count{} 6@5000 st=1000" + about);
  }

  @Test
  void histogramsAreNativeWithTheirOwnBoundsIfTheyAreWanted() {
    String nhcb = "convert_explicit_histograms_to_nhcb: true\n";
    String one =
        "size_bytes{} [schema -53 count 6 sum 77.5 zero 0 0:1 1:2 2:3 bounds [0.5, 10.0,"
            + " 100.0]]@5000";
    assertThat(lines(V1 + nhcb, HISTOGRAM.formatted(0))).singleElement().asString().startsWith(one);
    assertThat(lines(V1 + nhcb + "keep_classic_histograms: true\n", HISTOGRAM.formatted(0)))
        .hasSize(7);
  }

  @Test
  void aPointWithoutAValueEndsItsSeries() {
    assertThat(lines(V1, HISTOGRAM.formatted(1)))
        .containsExactly(
            "size_bytes_bucket{le=\"0.5\"} stale@5000",
            "size_bytes_bucket{le=\"10\"} stale@5000",
            "size_bytes_bucket{le=\"100\"} stale@5000",
            "size_bytes_bucket{le=\"+Inf\"} stale@5000",
            "size_bytes_sum{} stale@5000",
            "size_bytes_count{} stale@5000");
    assertThat(
            lines(
                "",
                "{'name':'temp','gauge':{'dataPoints':[{'timeUnixNano':'5000000000','flags':1}]}}",
                exponential(3, "'flags':1")))
        .containsExactly(
            "temp{} stale@5000 # gauge||",
            "latency_seconds{} [schema 0 count 0 sum stale zero 0]@5000 # histogram||seconds");
  }

  @Test
  void exponentialHistogramsAreNative() {
    String rest =
        "'count':'9','sum':4.5,'zeroCount':'2','positive':{'offset':-2,'bucketCounts':"
            + "['1','0','0','0','4']},'negative':{'offset':0,'bucketCounts':['2']}";
    assertThat(lines(V1, exponential(3, rest)))
        .containsExactly("latency_seconds{} [schema 3 count 9 sum 4.5 zero 2 -1:2 -1:1 3:4]@5000");
    assertThat(lines("", exponential(3, rest)).getFirst()).contains("@5000 st=1000 # histogram");
  }

  @Test
  void finerScalesAreJoinedToTheFinestThereIs() {
    String rest = "'count':'3','sum':1,'positive':{'offset':4095,'bucketCounts':['1','2']}";
    assertThat(lines(V1, exponential(20, rest)))
        .containsExactly("latency_seconds{} [schema 8 count 3 sum 1 zero 0 1:1 2:2]@5000");
  }

  @Test
  void coarserScalesHaveExplicitBoundsAndAreCounted() {
    try (RunningExporter running = new RunningExporter(V1)) {
      running.send(
          exponential(-6, "'count':'3','sum':1,'positive':{'offset':0,'bucketCounts':['1','2']}"));
      assertThat(running.backend.lines())
          .containsExactly(
              "latency_seconds_bucket{le=\"1\"} 0@5000",
              "latency_seconds_bucket{le=\"18446744073709552000\"} 1@5000",
              "latency_seconds_bucket{le=\"340282366920938500000000000000000000000\"} 3@5000",
              "latency_seconds_bucket{le=\"+Inf\"} 3@5000",
              "latency_seconds_sum{} 1@5000",
              "latency_seconds_count{} 3@5000");
      assertThat(
              running
                  .settings
                  .meter()
                  .count("otelcol_exporter_prometheusremotewrite_converted_histograms"))
          .isEqualTo(1);
    }
  }
}
