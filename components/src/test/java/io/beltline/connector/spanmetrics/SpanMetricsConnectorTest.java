package io.beltline.connector.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.connector.Outputs;
import io.beltline.connector.Points;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.Hostile;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanMetricsConnectorTest {
  private static final String COMMON =
      "service.name=shop, span.kind=SPAN_KIND_SERVER, span.name=GET,"
          + " status.code=STATUS_CODE_UNSET}";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("span_metrics");
  private final Outputs outputs = Outputs.of("metrics");

  private final TestHost host = new TestHost(clock);

  private Connector started(String yaml) {
    Connector connector =
        new SpanMetricsConnectorFactory()
            .create(settings.settings(), Configs.bind(SpanMetricsConfig.class, yaml), outputs);
    connector.start(host);
    return connector;
  }

  private void send(Connector connector, Telemetry traces) {
    assertThat(connector.consume(Context.EMPTY, traces).isAccepted()).isTrue();
  }

  private List<String> last() {
    return Points.lines(outputs.get("metrics").received().getLast().telemetry());
  }

  private static String json(String text) {
    return "{\"stringValue\":\"" + text + "\"}";
  }

  @Test
  void aNewCallIsSentAsZeroFirstAndThenAsWhatItIs() {
    Connector connector = started("");
    send(connector, Spans.of("shop", "GET", 5));
    send(connector, Spans.of("shop", "GET", 15_001));
    clock.advance(MINUTE);
    String histogram =
        "traces.span.metrics.duration{" + COMMON + " 2/15006.0[0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,1]";
    assertThat(last()).containsExactly("traces.span.metrics.calls{" + COMMON + " 0", histogram);
    clock.advance(MINUTE);
    assertThat(last()).containsExactly("traces.span.metrics.calls{" + COMMON + " 2", histogram);
    connector.shutdown(Deadline.in(clock, MINUTE));
    assertThat(clock.pending()).isZero();
  }

  @Test
  void deltasStartWhereTheLastOnesEnded() {
    Connector connector =
        started(
            "{aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA, histogram: {disable: true}}");
    send(connector, Spans.of("shop", "GET", 5));
    clock.advance(MINUTE);
    assertThat(last()).containsExactly("traces.span.metrics.calls{" + COMMON + " 1");
    clock.advance(MINUTE);
    assertThat(outputs.get("metrics").received()).as("nothing came, nothing goes").hasSize(1);
    send(connector, Spans.of("shop", "GET", 5));
    clock.advance(MINUTE);
    String second = Requests.text(outputs.get("metrics").received().getLast().telemetry());
    String first = Requests.text(outputs.get("metrics").received().getFirst().telemetry());
    String end = first.replaceAll("(?s).*\"timeUnixNano\":\"(\\d+)\".*", "$1");
    assertThat(second).contains("\"startTimeUnixNano\":\"" + end + "\"");
  }

  @Test
  void dimensionsComeFromTheSpanThenTheResourceThenTheDefault() {
    Connector connector =
        started(
            """
            dimensions: [{name: http.method, default: GET}, {name: region}, {name: absent}]
            calls_dimensions: [{name: route}]
            histogram: {dimensions: [{name: size}], explicit: {buckets: [10ms]}, unit: s}
            exclude_dimensions: [service.name, span.kind, status.code]
            namespace: ""
            """);
    send(
        connector, Spans.of("shop", "GET", 5, "route", json("/a"), "size", "{\"intValue\":\"7\"}"));
    send(connector, Spans.of("shop", "GET", 5, "region", json("us")));
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(last())
        .containsExactly(
            "calls{http.method=GET, region=eu, route=/a, span.name=GET} 1",
            "calls{http.method=GET, region=us, span.name=GET} 1",
            "duration{http.method=GET, region=eu, size=7, span.name=GET} 1/0.005[1,0]",
            "duration{http.method=GET, region=us, span.name=GET} 1/0.005[1,0]");
  }

  @Test
  void globsStopAtDotsUnlessDoubled() {
    Connector connector =
        started(
            "{dimensions: [{glob: k8s.*.name}, {glob: db.**}], histogram: {disable: true},"
                + " exclude_dimensions: [service.name, span.kind, status.code]}");
    send(
        connector,
        Spans.of(
            "shop",
            "GET",
            1,
            "k8s.pod.name",
            json("p"),
            "k8s.pod.label.name",
            json("no"),
            "db.a.b",
            json("d")));
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(last())
        .containsExactly("traces.span.metrics.calls{db.a.b=d, k8s.pod.name=p, span.name=GET} 1");
  }

  @Test
  void whatIsBeyondTheLimitCountsTogether() {
    Connector connector = started("{aggregation_cardinality_limit: 2, histogram: {disable: true}}");
    for (int i = 0; i < 10; i++) {
      send(connector, Spans.of("shop", "GET" + i, 1));
    }
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(last())
        .hasSize(3)
        .contains("traces.span.metrics.calls{otel.metric.overflow=true} 8");
    assertThat(settings.meter().count("beltline_connector_span_metrics_overflows")).isEqualTo(8);
  }

  @Test
  void eventsCountWithTheirAttributes() {
    Connector connector =
        started(
            "{events: {enabled: true, dimensions: [{name: exception.type}]},"
                + " histogram: {disable: true}, exclude_dimensions: [service.name, span.kind]}");
    String event =
        ",\"events\":[{\"name\":\"exception\",\"attributes\":"
            + Requests.attributes("exception.type", json("IOException"))
            + "}]";
    send(connector, Spans.raw("shop", Spans.span("GET", 1, "[]", event)));
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(last())
        .contains(
            "traces.span.metrics.events{exception.type=IOException, span.name=GET,"
                + " status.code=STATUS_CODE_UNSET} 1");
  }

  @Test
  void spansStandForThoseThatWereSampledOut() {
    Connector connector =
        started("{enable_metrics_sampling_method: true, histogram: {disable: true}}");
    String state = ",\"traceState\":\"a=b,ot=rv:00000000000000;th:c\"";
    send(connector, Spans.raw("shop", Spans.span("GET", 1, "[]", state)));
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(last())
        .singleElement()
        .asString()
        .contains("sampling.method=extrapolated")
        .endsWith(" 4");
  }

  @Test
  void exemplarsAreSpansOfOneInterval() {
    Connector connector = started("{exemplars: {enabled: true, max_per_data_point: 1}}");
    send(connector, Spans.of("shop", "GET", 5));
    send(connector, Spans.of("shop", "GET", 5));
    clock.advance(MINUTE);
    String first = Requests.text(outputs.get("metrics").received().getLast().telemetry());
    assertThat(first.split("\"exemplars\"", -1)).as("one of calls, one of durations").hasSize(3);
    assertThat(first.split("0102030405060708090a0b0c0d0e0f10", -1)).hasSize(3);
    clock.advance(MINUTE);
    assertThat(Requests.text(outputs.get("metrics").received().getLast().telemetry()))
        .doesNotContain("exemplars");
  }

  @Test
  void seriesAndResourcesExpire() {
    Connector connector =
        started("{series_expiration: 90s, metrics_expiration: 5m, histogram: {disable: true}}");
    send(connector, Spans.of("shop", "GET", 5));
    clock.advance(MINUTE);
    send(connector, Spans.of("shop", "PUT", 5));
    clock.advance(MINUTE);
    assertThat(last()).hasSize(2);
    clock.advance(MINUTE);
    assertThat(last()).singleElement().asString().contains("PUT");
    clock.advance(MINUTE.multipliedBy(10));
    int sent = outputs.get("metrics").received().size();
    clock.advance(MINUTE.multipliedBy(10));
    assertThat(outputs.get("metrics").received()).as("nothing is left to send").hasSize(sent);
  }

  @Test
  void theResourceThatWasNotSeenForLongestIsSentOnceMoreAndForgotten() {
    Connector connector = started("{resource_metrics_cache_size: 1, histogram: {disable: true}}");
    send(connector, Spans.of("a", "GET", 5));
    send(connector, Spans.of("b", "GET", 5));
    clock.advance(MINUTE);
    assertThat(last()).hasSize(2);
    clock.advance(MINUTE);
    assertThat(last()).singleElement().asString().contains("service.name=b");
  }

  @Test
  void spansWithoutAServiceAreSkippedAndCounted() {
    Connector connector = started("");
    send(connector, Requests.span("[]"));
    clock.advance(MINUTE);
    assertThat(outputs.get("metrics").received()).isEmpty();
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_connector_span_metrics_spans", Map.of("outcome", "no_service_name")))
        .isEqualTo(1);
  }

  @Test
  void refusedDeltasAreSentAgainAndRefusedTotalsAreNot() {
    Connector connector =
        started(
            "{aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA, histogram: {disable: true}}");
    outputs.get("metrics").answering(ConsumeResult.unavailable("busy", null));
    send(connector, Spans.of("shop", "GET", 5));
    clock.advance(MINUTE);
    outputs.get("metrics").answering(ConsumeResult.accepted());
    clock.advance(MINUTE);
    assertThat(outputs.get("metrics").received()).hasSize(2);
    assertThat(last()).containsExactly("traces.span.metrics.calls{" + COMMON + " 1");
    assertThat(settings.ledger().booked()).containsExactly(Map.entry("created{span_metrics}", 1L));
  }

  @Test
  void whatWasNotSentIsSentAtShutdownAndAsItIs() {
    Connector connector = started("{histogram: {exponential: {max_size: 4}}}");
    send(connector, Spans.of("shop", "GET", 8));
    send(connector, Spans.of("shop", "GET", 64));
    connector.shutdown(Deadline.in(clock, MINUTE));
    assertThat(last())
        .containsExactly(
            "traces.span.metrics.calls{" + COMMON + " 2",
            "traces.span.metrics.duration{" + COMMON + " 2/72.0@0[1,0,0,1]");
  }

  @Test
  void scopesBecomeDimensionsAndTheOrderOfResourceAttributesDoesNotMatter() {
    Connector connector =
        started("{include_instrumentation_scope: [lib], histogram: {disable: true}}");
    send(connector, Spans.of("shop", "GET", 8));
    clock.advance(MINUTE);
    assertThat(last())
        .singleElement()
        .asString()
        .contains("span.instrumentation.scope.name=lib", "span.instrumentation.scope.version=2");
  }

  @Test
  void whoTakesItsPlaceWithTheSameConfigurationGoesOnWithItsSeries() {
    String config = "histogram: {disable: true}";
    Connector first = started(config);
    send(first, Spans.of("shop", "GET", 5));
    clock.advance(MINUTE);
    first.shutdown(Deadline.in(clock, MINUTE));
    String start = Requests.text(outputs.get("metrics").received().getLast().telemetry());
    clock.advance(MINUTE);
    Connector second = started(config);
    send(second, Spans.of("shop", "GET", 5));
    clock.advance(MINUTE);
    assertThat(last()).containsExactly("traces.span.metrics.calls{" + COMMON + " 2");
    String began = start.replaceAll("(?s).*(\"startTimeUnixNano\":\"\\d+\").*", "$1");
    assertThat(Requests.text(outputs.get("metrics").received().getLast().telemetry()))
        .contains(began);
    second.shutdown(Deadline.in(clock, MINUTE));
    Connector other = started("{histogram: {disable: true}, namespace: other}");
    send(other, Spans.of("shop", "GET", 5));
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(last()).as("configured otherwise").containsExactly("other.calls{" + COMMON + " 1");
  }

  @Test
  void survivesHostileTelemetry() {
    Connector connector =
        started(
            "{events: {enabled: true, dimensions: [{glob: 'x.**'}]}, exemplars: {enabled: true}}");
    for (Telemetry hostile : Hostile.of(Signal.TRACES)) {
      try {
        connector.consume(Context.EMPTY, hostile);
      } catch (MalformedTelemetryException told) {
        assertThat(told).hasMessageMatching(".+");
      }
    }
    send(connector, Spans.of("shop", "GET", 8));
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(last()).anyMatch(line -> line.startsWith("traces.span.metrics.calls{" + COMMON));
  }
}
