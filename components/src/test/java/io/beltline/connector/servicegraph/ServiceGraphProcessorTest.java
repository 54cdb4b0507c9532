package io.beltline.connector.servicegraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Processor;
import io.beltline.connector.Points;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceGraphProcessorTest {
  /** As one was found in use. */
  private static final String IN_USE =
      "{metrics_exporter: otlp/spanmetrics, latency_histogram_buckets: [100us, 1ms, 2ms, 6ms,"
          + " 10ms, 100ms, 250ms], dimensions: [cluster, namespace], store: {ttl: 2s, max_items:"
          + " 200}}";

  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("servicegraph");
  private final RecordingConsumer next = new RecordingConsumer();
  private final RecordingConsumer exporter = new RecordingConsumer();

  private Processor processor(String yaml) {
    return new ServiceGraphProcessorFactory()
        .create(
            settings.settings(),
            Configs.bind(ServiceGraphProcessorConfig.class, yaml),
            Signal.TRACES,
            next);
  }

  @Test
  void spansGoOnAndMetricsGoToTheExporter() {
    Processor processor = processor(IN_USE);
    processor.start(
        new TestHost(clock).withExporter(ComponentId.parse("otlp/spanmetrics"), exporter));
    Telemetry client = Call.span("shop", Call.CLIENT, 1, 10, 0, 50, "");
    assertThat(processor.consume(Context.EMPTY, client).isAccepted()).isTrue();
    ConsumeResult later = ConsumeResult.unavailable("later", null);
    next.answering(later);
    assertThat(processor.consume(Context.EMPTY, Call.span("stock", Call.SERVER, 1, 11, 10, 5, "")))
        .isEqualTo(later);
    assertThat(next.received().getFirst().telemetry()).isSameAs(client);
    clock.advance(Duration.ofMinutes(1));
    assertThat(Points.lines(exporter.received().getLast().telemetry()))
        .contains(
            "traces_service_graph_request_server{client=shop, connection_type=, failed=false,"
                + " server=stock} 1/0.005[0,0,0,1,0,0,0,0]");
    assertThat(settings.ledger().booked()).as("beside the pipeline's books").isEmpty();
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_processor_side_items",
                    Map.of("outcome", "created", "reason", "service_graph")))
        .isEqualTo(3);
    assertThat(settings.meter().count("otelcol_processor_servicegraph_total_edges", Map.of()))
        .isEqualTo(1);
    processor.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
    assertThat(clock.pending()).isZero();
  }

  @Test
  void withoutItsExporterItDoesNotStart() {
    Processor processor = processor(IN_USE);
    assertThatThrownBy(() -> processor.start(new TestHost(clock)))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("metrics_exporter: no metrics pipeline ends in \"otlp/spanmetrics\"");
    assertThat(Configs.problems(ServiceGraphProcessorConfig.class, "store: {max_items: 0}"))
        .anyMatch(problem -> problem.startsWith("1: metrics_exporter: "))
        .anyMatch(problem -> problem.startsWith("1: store::max_items: "));
  }
}
