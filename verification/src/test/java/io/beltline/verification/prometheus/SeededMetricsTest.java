package io.beltline.verification.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beltline.verification.flow.MetricsPage;
import io.beltline.verification.peer.PrometheusRelease;
import io.beltline.verification.peer.PrometheusServer.Point;
import io.beltline.verification.peer.Web;
import io.beltline.verification.prometheus.Count.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Metrics of every kind come to a real Prometheus four ways: scraped as text and as messages, and
 * by both versions of Remote Write. What PromQL answers is compared with what was sent.
 */
class SeededMetricsTest {
  private static final int ROUNDS = 12;
  private static final long STEP = 10_000;
  private static final long SEED = 20_261_129;
  private static final double[] SHARES = {0.1, 0.5, 0.9, 0.99};

  /** What a metric's own name and unit give to complain about, and a missing description. */
  private static final List<String> LINTS =
      List.of(
          "seeded_bare no help text",
          "seeded_jobs_count non-histogram and non-summary metrics should not have \"_count\""
              + " suffix",
          "seeded_pause_milliseconds use base unit \"seconds\" instead of \"milliseconds\"");

  @TempDir private Path folder;
  private PrometheusRelease release = PrometheusRelease.installed();
  private Moment last = new Moment(0, 0, 0);

  static List<PrometheusRelease> releases() {
    return PrometheusRelease.all();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void what_promql_answers_is_what_was_sent(PrometheusRelease tested) throws Exception {
    release = tested;
    try (Stand stand = Stand.start(release, folder)) {
      Seeded seeded = new Seeded(SEED, System.currentTimeMillis() - ROUNDS * STEP, STEP);
      for (int i = 0; i < ROUNDS; i++) {
        Web.post(stand.otlp(), "/v1/metrics", "application/json", seeded.round());
      }
      last = seeded.moments().getLast();
      for (Answers way : stand.all()) {
        for (Count count : seeded.counts) {
          number(way, seeded, count);
        }
        for (Distribution each : seeded.distributions) {
          switch (each.form()) {
            case EXPLICIT -> explicit(way, each);
            case SUMMARY -> summary(way, each);
            case EXPONENTIAL -> {
              if (way.way().equals("text") || each.scale() < -4) {
                withBounds(way, each);
              } else {
                exponential(way, each);
              }
            }
          }
        }
      }
      for (Answers plain : stand.plain()) {
        // 2.42 knows no such names: it gets underscores
        String name = release.major() < 3 ? "seeded_queue" : "seeded.queue";
        plain.is("sum(" + plain.of("", "__name__=\"" + name + "\"") + ")", waiting(seeded));
      }
      assertThat(Promtool.lints(folder, MetricsPage.at(stand.page()).text()))
          .containsExactlyInAnyOrderElementsOf(LINTS);
      toldOfConversion(stand, release);
    }
  }

  private static double waiting(Seeded seeded) {
    Count queue =
        seeded.counts.stream()
            .filter(count -> count.kind() == Kind.UP_DOWN)
            .findFirst()
            .orElseThrow();
    return Count.ROUTES.stream().mapToDouble(queue::now).sum();
  }

  private static void number(Answers way, Seeded seeded, Count count) throws Exception {
    boolean counts = count.kind() == Kind.TOTAL || count.kind() == Kind.DELTA;
    for (String route : Count.ROUTES) {
      String selector = way.of(count.stored(), "route=\"" + route + "\"", "job=\"seeded\"");
      way.is(selector, count.now(route));
      if (counts) {
        assertThat(way.server().exemplars(selector))
            .as("exemplars of " + selector)
            .containsEntry(seeded.moments().getLast().trace(), count.step(route));
      }
      if (way.way().startsWith("write")) {
        written(way, seeded, count, route, selector);
      }
    }
    double sum = Count.ROUTES.stream().mapToDouble(count::now).sum();
    assertThat(way.now("sum(" + way.of(count.stored()) + ")")).isCloseTo(sum, within(1e-9));
  }

  /** Each sample is there with its time, and {@code increase()} is what was counted. */
  private static void written(
      Answers way, Seeded seeded, Count count, String route, String selector) throws Exception {
    List<Point> sent = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      sent.add(new Point(seeded.moments().get(i).time(), count.history(route).get(i)));
    }
    assertThat(way.server().points(selector)).as(selector).isEqualTo(sent);
    if (count.kind() == Kind.TOTAL || count.kind() == Kind.DELTA) {
      long end = sent.getLast().millis();
      // Prometheus 3 leaves the first millisecond of a range out
      long range = end - sent.getFirst().millis() + 1;
      double increase = way.server().valueAt("increase(" + selector + "[" + range + "ms])", end);
      assertThat(increase)
          .as(selector)
          .isCloseTo(
              sent.getLast().value() - sent.getFirst().value(), Percentage.withPercentage(0.01));
    }
  }

  private void explicit(Answers way, Distribution sent) throws Exception {
    Measurements all = sent.all();
    TreeMap<Double, Long> expected = new TreeMap<>(Map.of(Double.POSITIVE_INFINITY, all.count()));
    for (double bound : Distribution.BOUNDS) {
      expected.put(bound, all.upTo(bound));
    }
    assertThat(way.buckets(sent.stored(), all.count())).as(way.way()).isEqualTo(expected);
    way.is(way.of(sent.stored() + "_count"), all.count());
    way.is(way.of(sent.stored() + "_sum"), all.sum());
    for (double share : SHARES) {
      assertThat(quantile(way, share, sent.stored() + "_bucket"))
          .as("%s %s of %s", way.way(), share, sent.stored())
          .isCloseTo(all.quantile(share, Distribution.BOUNDS), Percentage.withPercentage(1e-9));
    }
    exemplars(way, sent, "_bucket");
  }

  private static void summary(Answers way, Distribution sent) throws Exception {
    way.is(way.of(sent.stored() + "_count"), sent.all().count());
    way.is(way.of(sent.stored() + "_sum"), sent.all().sum());
    for (Map.Entry<Double, Double> each : sent.quantiles().entrySet()) {
      way.is(way.of(sent.stored(), "quantile=\"" + each.getKey() + "\""), each.getValue());
    }
  }

  /** A native histogram. */
  private void exponential(Answers way, Distribution sent) throws Exception {
    Measurements all = sent.all();
    String selector = way.of(sent.stored());
    way.isNative(selector, all.stored(Math.min(8, sent.scale())));
    way.is("histogram_count(" + selector + ")", all.count());
    way.is("histogram_sum(" + selector + ")", all.sum());
    if (sent.scale() >= 8) {
      for (double share : SHARES) {
        assertThat(quantile(way, share, sent.stored()))
            .as("%s %s of %s", way.way(), share, sent.stored())
            .isCloseTo(all.quantile(share), Percentage.withPercentage(1));
      }
    }
    exemplars(way, sent, "");
  }

  /** An exponential histogram that came as one with bounds. */
  private void withBounds(Answers way, Distribution sent) throws Exception {
    Measurements all = sent.all();
    TreeMap<Double, Long> buckets = way.buckets(sent.stored(), all.count());
    assertThat(buckets).as(way.way() + " " + sent.stored()).hasSizeGreaterThan(2);
    assertThat(buckets)
        .as(way.way() + " " + sent.stored())
        .isEqualTo(Measurements.byBound(buckets.keySet(), all::upTo));
    way.is(way.of(sent.stored() + "_count"), all.count());
    way.is(way.of(sent.stored() + "_sum"), all.sum());
    exemplars(way, sent, "_bucket");
  }

  private static double quantile(Answers way, double share, String metric) throws Exception {
    return way.now("histogram_quantile(" + share + ", " + way.of(metric) + ")");
  }

  /**
   * All exemplars shown are true, and the last is among them. Of a native histogram that it scrapes
   * 2.42 takes one exemplar a scrape, that of the first bucket.
   */
  private void exemplars(Answers way, Distribution sent, String suffix) throws Exception {
    Map<String, Double> shown = way.server().exemplars(way.of(sent.stored() + suffix));
    String what = "%s exemplars of %s".formatted(way.way(), sent.stored());
    assertThat(sent.exemplars()).as(what).containsAllEntriesOf(shown);
    boolean takesOne =
        release.major() < 3 && way.way().equals("messages") && suffix.isEmpty() && sent.isDelta();
    if (takesOne) {
      assertThat(shown).as(what).isNotEmpty();
    } else {
      assertThat(shown).as(what).containsEntry(last.trace(), sent.all().last());
    }
  }

  /** Histograms of scale -6 are counted and named, each way. */
  private static void toldOfConversion(Stand stand, PrometheusRelease release) throws Exception {
    String log = stand.collector().process().log();
    assertThat(log).contains("seeded_minus6");
    assertThat(log.contains("does not take version V2")).isNotEqualTo(release.takesRemoteWrite2());
    MetricsPage own = MetricsPage.at(stand.telemetry());
    String page = own.text();
    String suffix = page.contains("converted_histograms_total") ? "_total" : "";
    for (String exporter : List.of("prometheus", "prometheusremotewrite")) {
      assertThat(own.count("otelcol_exporter_" + exporter + "_converted_histograms" + suffix))
          .as(page)
          .isEqualTo(2L * 2 * ROUNDS);
    }
    assertThat(own.count("otelcol_exporter_prometheusremotewrite_dropped_points" + suffix))
        .isZero();
  }
}
