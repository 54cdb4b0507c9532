package io.beltline.verification.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.Compression;
import io.beltline.verification.client.Delivery;
import io.beltline.verification.client.JavaAgentClient;
import io.beltline.verification.client.Protocol;
import io.beltline.verification.client.Sent;
import io.beltline.verification.flow.MetricsPage;
import io.beltline.verification.peer.PrometheusRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Java application with the OpenTelemetry agent counts in a real Prometheus what it was asked,
 * with totals and histograms with bounds, and with deltas and exponential histograms.
 */
class AgentMetricsTest {
  private static final int ORDERS = 23;
  private static final List<String> ROUTES = List.of("/order", "/price", "/stock");
  private static final String ORDERED = "verification_orders_total";
  private static final String SIZES = "verification_order_size_bytes";
  private static final String SERVED = "http_server_request_duration_seconds";
  private static final String CALLED = "http_client_request_duration_seconds";

  /** 160 buckets from 10 to 230 make a scale of 5, at which a bucket is 2.2 % wide. */
  private static final Percentage BUCKET = Percentage.withPercentage(2.2);

  private static final Map<String, String> DELTA =
      Map.of(
          "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE",
          "delta",
          "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
          "base2_exponential_bucket_histogram");

  /** What the names of the agent, and descriptions that are missing, give to complain about. */
  private static final Pattern ITS_OWN =
      Pattern.compile(
          "\\w+ no help text"
              + "|jvm_\\w+_count non-histogram and non-summary metrics should not have \"_count\""
              + " suffix"
              + "|[a-z]+[A-Z]\\w+ metric names should be written in 'snake_case' not 'camelCase'"
              + "|\\w+ label names should be written in 'snake_case' not 'camelCase'");

  @TempDir private Path folder;

  static List<PrometheusRelease> releases() {
    return PrometheusRelease.all();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void counters_and_histograms_are_the_requests_that_were_made(PrometheusRelease release)
      throws Exception {
    try (Stand stand = Stand.start(release, folder)) {
      Sent totals = send(stand, "totals", Map.of());
      Sent deltas = send(stand, "deltas", DELTA);
      for (Answers way : stand.all()) {
        numbers(way, totals);
        numbers(way, deltas);
        assertThat(way.buckets(SIZES, ORDERS, job(totals))).as(way.way()).isEqualTo(sizes(way));
        way.is(way.of(SIZES + "_sum", job(totals)), totals.histogram().sum());
        served(way, totals, "sum by (http_route) (%s)", SERVED + "_count");
        way.is("sum(" + way.of(CALLED + "_count", job(totals)) + ")", ROUTES.size() * ORDERS);
        exemplars(way, totals, SIZES + "_bucket");
      }
      for (Answers way : stand.exact()) {
        String sizes = way.of(SIZES, job(deltas));
        way.is("histogram_count(" + sizes + ")", ORDERS);
        way.is("histogram_sum(" + sizes + ")", deltas.histogram().sum());
        assertThat(way.now("histogram_quantile(0.5, " + sizes + ")"))
            .as(way.way())
            .isCloseTo(ORDERS / 2 * 10 + 10, BUCKET);
        served(way, deltas, "histogram_count(sum by (http_route) (%s))", SERVED);
        way.is("histogram_count(sum(" + way.of(CALLED, job(deltas)) + "))", ROUTES.size() * ORDERS);
        // 2.42 looks for the series of an exemplar before it makes that of a histogram
        if (release.major() >= 3 || way.way().equals("messages")) {
          exemplars(way, deltas, SIZES);
        }
      }
      Answers text = stand.text();
      assertThat(text.buckets(SIZES, ORDERS, job(deltas)))
          .allSatisfy((bound, count) -> assertThat(count).isEqualTo(upTo(bound)));
      assertThat(Promtool.lints(folder, MetricsPage.at(stand.page()).text()))
          .allMatch(ITS_OWN.asMatchPredicate());
    }
  }

  private static Sent send(Stand stand, String service, Map<String, String> more) throws Exception {
    Delivery delivery =
        new Delivery(service, Protocol.HTTP_PROTOBUF, Compression.GZIP, stand.otlp(), stand.otlp());
    Sent sent = new JavaAgentClient().send(delivery, ORDERS, more);
    assertThat(sent.counter().value()).isEqualTo(ORDERS);
    return sent;
  }

  private static String job(Sent sent) {
    return "job=\"" + sent.service() + "\"";
  }

  private static void numbers(Answers way, Sent sent) throws Exception {
    way.is(way.of(ORDERED, job(sent), "shop=\"north\""), ORDERS);
    exemplars(way, sent, ORDERED);
  }

  private static void served(Answers way, Sent sent, String promql, String metric)
      throws Exception {
    for (String route : ROUTES) {
      String selector = way.of(metric, job(sent), "http_route=\"" + route + "\"");
      way.is(promql.formatted(selector), ORDERS);
    }
  }

  /** The traces that exemplars name are those of the application. */
  private static void exemplars(Answers way, Sent sent, String metric) throws Exception {
    Map<String, Double> shown = way.server().exemplars(way.of(metric, job(sent)));
    assertThat(shown).as("%s %s", way.way(), metric).isNotEmpty();
    assertThat(sent.traceIds()).containsAll(shown.keySet());
  }

  /** The application measures 10, 20, 30, ... */
  private static long upTo(double bound) {
    return IntStream.rangeClosed(1, ORDERS).filter(order -> order * 10 <= bound).count();
  }

  private static Map<Double, Long> sizes(Answers way) throws Exception {
    Map<Double, Long> sizes = new TreeMap<>();
    way.buckets(SIZES, ORDERS, "job=\"totals\"").keySet().forEach(le -> sizes.put(le, upTo(le)));
    assertThat(sizes).containsKeys(10.0, 100.0, 250.0);
    return sizes;
  }
}
