package io.beltline.connector.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Processor;
import io.beltline.connector.Points;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanMetricsProcessorTest {
  private static final String COMMON =
      "{operation=GET, service.name=shop, span.kind=SPAN_KIND_SERVER,"
          + " status.code=STATUS_CODE_UNSET}";

  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("spanmetrics");
  private final RecordingConsumer next = new RecordingConsumer();
  private final RecordingConsumer exporter = new RecordingConsumer();

  private Processor started(String yaml) {
    Processor processor =
        new SpanMetricsProcessorFactory()
            .create(
                settings.settings(),
                Configs.bind(SpanMetricsProcessorConfig.class, yaml),
                Signal.TRACES,
                next);
    processor.start(new TestHost(clock).withExporter(ComponentId.of("prometheus"), exporter));
    return processor;
  }

  private List<String> last() {
    return Points.lines(exporter.received().getLast().telemetry());
  }

  @Test
  void defaultsAreThoseOfTheGoCollector() {
    SpanMetricsProcessorConfig config =
        Configs.bind(SpanMetricsProcessorConfig.class, "metrics_exporter: prometheus");
    assertThat(config.latencyHistogramBuckets()).isNull();
    assertThat(config.dimensions()).isEmpty();
    assertThat(config.dimensionsCacheSize()).isEqualTo(1000);
    assertThat(config.aggregationTemporality()).isEqualTo(Temporality.CUMULATIVE);
    assertThat(config.metricsFlushInterval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.namespace()).isEmpty();
  }

  @Test
  void spansGoOnAndMetricsLookAsTheyDid() {
    Processor processor = started("metrics_exporter: prometheus");
    Telemetry span = Spans.of("shop", "GET", 5);
    assertThat(processor.consume(Context.EMPTY, span).isAccepted()).isTrue();
    ConsumeResult later = ConsumeResult.unavailable("later", null);
    next.answering(later);
    assertThat(processor.consume(Context.EMPTY, Spans.of("shop", "GET", 15_001))).isEqualTo(later);
    assertThat(next.received().getFirst().telemetry()).isSameAs(span);
    clock.advance(Duration.ofSeconds(15));
    assertThat(last())
        .containsExactly(
            "calls_total" + COMMON + " 2",
            "latency" + COMMON + " 2/15006.0[0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,1]");
    String json = Requests.text(exporter.received().getLast().telemetry());
    assertThat(json)
        .contains("\"scope\":{\"name\":\"spanmetricsprocessor\"}", "\"unit\":\"ms\"")
        .contains("exemplars")
        .doesNotContain("region");
    clock.advance(Duration.ofSeconds(15));
    assertThat(last().getFirst()).as("cumulative").endsWith(" 2");
    processor.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
    assertThat(clock.pending()).isZero();
  }

  @Test
  void keysInUseWork() {
    Processor processor =
        started(
            "{metrics_exporter: prometheus, latency_histogram_buckets: [100us, 1ms, 10ms],"
                + " dimensions: [{name: region}, {name: http.method, default: GET}],"
                + " dimensions_cache_size: 1500, namespace: mine,"
                + " aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA}");
    processor.consume(Context.EMPTY, Spans.of("shop", "GET", 5));
    clock.advance(Duration.ofSeconds(15));
    assertThat(last())
        .containsExactly(
            "mine.calls_total{http.method=GET, operation=GET, region=eu, service.name=shop,"
                + " span.kind=SPAN_KIND_SERVER, status.code=STATUS_CODE_UNSET} 1",
            "mine.latency{http.method=GET, operation=GET, region=eu, service.name=shop,"
                + " span.kind=SPAN_KIND_SERVER, status.code=STATUS_CODE_UNSET} 1/5.0[0,0,1,0]");
    clock.advance(Duration.ofSeconds(15));
    assertThat(exporter.received()).as("nothing came, nothing goes").hasSize(1);
  }

  @Test
  void whatTheExporterRefusesIsCounted() {
    Processor processor = started("metrics_exporter: prometheus");
    exporter.answering(ConsumeResult.unavailable("busy", null));
    processor.consume(Context.EMPTY, Spans.of("shop", "GET", 5));
    clock.advance(Duration.ofSeconds(15));
    assertThat(settings.ledger().booked()).as("beside the pipeline's books").isEmpty();
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_processor_side_items",
                    Map.of("outcome", "dropped", "reason", "refused")))
        .isEqualTo(2);
  }

  @Test
  void withoutItsExporterItDoesNotStart() {
    assertThatThrownBy(() -> started("metrics_exporter: otlp/metrics"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("no metrics pipeline ends in \"otlp/metrics\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "namespace: x | metrics_exporter",
        "metrics_exporter: a/ | metrics_exporter",
        "'{metrics_exporter: a, dimensions: [{}]}' | dimensions::0::name",
        "'{metrics_exporter: a, dimensions: [{name: operation}]}' | dimensions::0::name",
        "'{metrics_exporter: a, dimensions: [{name: b}, {name: b}]}' | dimensions::1::name",
        "'{metrics_exporter: a, dimensions_cache_size: 0}' | dimensions_cache_size",
        "'{metrics_exporter: a, metrics_flush_interval: 0s}' | metrics_flush_interval",
        "'{metrics_exporter: a, aggregation_temporality: DELTA}' | aggregation_temporality",
        "'{metrics_exporter: a, latency_histogram_buckets: [2s, 1s]}'"
            + " | latency_histogram_buckets::1",
        "'{metrics_exporter: a, histogram: {}}' | histogram"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String path) {
    assertThat(Configs.problems(SpanMetricsProcessorConfig.class, yaml))
        .anyMatch(problem -> problem.startsWith("1: " + path + ": "));
  }
}
