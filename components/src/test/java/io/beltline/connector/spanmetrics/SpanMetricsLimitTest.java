package io.beltline.connector.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.Context;
import io.beltline.connector.Outputs;
import io.beltline.connector.Points;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanMetricsLimitTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String COMMON =
      "histogram: {disable: true}, exclude_dimensions: [span.kind, status.code]";

  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("span_metrics");
  private final Outputs outputs = Outputs.of("metrics");

  private Connector started(String more) {
    Connector connector =
        new SpanMetricsConnectorFactory()
            .create(
                settings.settings(),
                Configs.bind(SpanMetricsConfig.class, "{" + COMMON + ", " + more + "}"),
                outputs);
    connector.start(new TestHost(clock));
    return connector;
  }

  private static void count(Connector connector, String service, String name) {
    assertThat(connector.consume(Context.EMPTY, Spans.of(service, name, 1)).isAccepted()).isTrue();
  }

  private List<String> last() {
    return Points.lines(outputs.get("metrics").received().getLast().telemetry());
  }

  private static String calls(String service, String name, long count) {
    return "traces.span.metrics.calls{service.name="
        + service
        + ", span.name="
        + name
        + "} "
        + count;
  }

  private static String overflow(long count) {
    return "traces.span.metrics.calls{otel.metric.overflow=true} " + count;
  }

  private double kept() {
    return settings.meter().gauge("beltline_connector_span_metrics_series", Map.of());
  }

  @Test
  void oneLimitHoldsOverAllResources() {
    Connector connector = started("max_series: 3");
    for (String service : List.of("a", "b", "c")) {
      count(connector, service, "GET");
      count(connector, service, "PUT");
    }
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(last())
        .containsExactlyInAnyOrder(
            calls("a", "GET", 1),
            calls("a", "PUT", 1),
            calls("b", "GET", 1),
            overflow(1),
            overflow(2));
    assertThat(kept()).isEqualTo(3);
    assertThat(settings.meter().count("beltline_connector_span_metrics_overflows")).isEqualTo(3);
  }

  @Test
  void whatIsForgottenLeavesRoom() {
    Connector connector = started("max_series: 2, metrics_expiration: 90s, series_expiration: 30s");
    count(connector, "a", "GET");
    count(connector, "b", "GET");
    clock.advance(MINUTE);
    count(connector, "a", "PUT");
    clock.advance(MINUTE);
    assertThat(last()).as("series that were stale").containsExactly(calls("a", "PUT", 0));
    clock.advance(MINUTE.multipliedBy(3));
    count(connector, "c", "GET");
    count(connector, "c", "PUT");
    assertThat(kept()).as("resources that were stale").isEqualTo(2);
  }

  @Test
  void resourcesThatWaitToBeSentForTheLastTimeCount() {
    Connector connector = started("max_series: 2, resource_metrics_cache_size: 1");
    for (String service : List.of("a", "b", "c")) {
      count(connector, service, "GET");
    }
    clock.advance(MINUTE);
    assertThat(last()).contains(overflow(0));
    count(connector, "c", "GET");
    assertThat(kept()).as("there is room since they left").isEqualTo(1);
  }

  @Test
  void resourcesThatAreLostLeaveRoom() {
    Connector connector = started("max_series: 12, resource_metrics_cache_size: 1");
    for (int i = 0; i < 13; i++) {
      count(connector, "s" + i, "GET");
    }
    assertThat(kept()).isEqualTo(11);
    assertThat(settings.meter().count("beltline_connector_span_metrics_overflows")).isZero();
  }

  @Test
  void deltasHaveRoomInEachInterval() {
    Connector connector =
        started("max_series: 1, aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA");
    for (int i = 0; i < 3; i++) {
      count(connector, "s" + i, "GET");
      clock.advance(MINUTE);
      assertThat(last()).containsExactly(calls("s" + i, "GET", 1));
    }
  }
}
