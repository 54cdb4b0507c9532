package io.beltline.verification.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.peer.PrometheusServer.Sample;
import io.beltline.verification.peer.StoredHistogram;
import io.beltline.verification.peer.StoredHistogram.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a server answers about samples that came one way. */
final class Answers {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final double ROUNDING = 1e-12;

  private final PrometheusServer server;
  private final String way;

  Answers(PrometheusServer server, String way) {
    this.server = server;
    this.way = way;
  }

  PrometheusServer server() {
    return server;
  }

  String way() {
    return way;
  }

  /** A metric's series that came this way and have these labels, written as PromQL writes them. */
  String of(String metric, String... labels) {
    return metric
        + "{"
        + String.join(",", List.of(labels))
        + (labels.length > 0 ? "," : "")
        + "way=\""
        + way
        + "\"}";
  }

  /** Waits until an expression has exactly this value and no other beside it. */
  void is(String promql, double value) throws Exception {
    assertThat(server.query(promql, value)).as("%s %s", way, promql).hasSize(1);
  }

  /** The one value of an expression now. */
  double now(String promql) throws Exception {
    List<Sample> samples = server.all(promql);
    assertThat(samples).as("%s %s", way, promql).hasSize(1);
    return samples.getFirst().value();
  }

  /** Waits until a native histogram has so many measurements, and compares all of it. */
  void isNative(String selector, StoredHistogram truth) throws Exception {
    StoredHistogram found =
        server
            .process()
            .await(
                LIMIT,
                () -> "%s %s with %s".formatted(way, selector, truth.count()),
                () -> server.histogram(selector).filter(each -> each.count() == truth.count()));
    assertThat(found.sum()).as("%s sum of %s", way, selector).isEqualTo(truth.sum());
    assertThat(found.buckets()).as("%s %s", way, selector).hasSameSizeAs(truth.buckets());
    for (int i = 0; i < found.buckets().size(); i++) {
      Bucket bucket = found.buckets().get(i);
      Bucket wanted = truth.buckets().get(i);
      String what = "%s %s: %s is %s".formatted(way, selector, bucket, wanted);
      assertThat(bucket.lower()).as(what).isCloseTo(wanted.lower(), near(wanted.lower()));
      assertThat(bucket.upper()).as(what).isCloseTo(wanted.upper(), near(wanted.upper()));
      assertThat(bucket.count()).as(what).isEqualTo(wanted.count());
    }
  }

  private static org.assertj.core.data.Offset<Double> near(double bound) {
    return within(Math.abs(bound) * ROUNDING);
  }

  /** Waits until a histogram has so many measurements in buckets with bounds, and tells these. */
  TreeMap<Double, Long> buckets(String metric, long count, String... labels) throws Exception {
    String selector = of(metric + "_bucket", labels);
    return server
        .process()
        .await(
            LIMIT,
            () -> "%s %s with %d".formatted(way, selector, count),
            () ->
                Optional.of(buckets(server.all(selector)))
                    .filter(all -> Long.valueOf(count).equals(all.get(Double.POSITIVE_INFINITY))));
  }

  private static TreeMap<Double, Long> buckets(List<Sample> samples) {
    TreeMap<Double, Long> buckets = new TreeMap<>();
    for (Sample sample : samples) {
      String bound = sample.labels().getOrDefault("le", "NaN").replace("Inf", "Infinity");
      assertThat(buckets.put(Double.parseDouble(bound), Math.round(sample.value())))
          .as("%s", samples)
          .isNull();
    }
    return buckets;
  }
}
