package io.beltline.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  private static final Map<String, String> RESOURCE =
      Map.of("service.name", "beltline", "service.instance.id", "i", "service.version", "1");

  private final MetricRegistry registry = new MetricRegistry();

  private void fill() {
    registry
        .counter(
            "otelcol_exporter_sent_spans",
            "{span}",
            "Number of spans successfully sent to destination.",
            Map.of("exporter", "otlp/\"a\\b\"\n"))
        .add(7);
    registry.gauge("otelcol_process_memory_rss", "By", "Memory", Map.of(), () -> 1.5e9);
    registry.observedCounter("otelcol_process_uptime", "s", "Uptime", Map.of(), () -> 2.25);
    var histogram = registry.histogram("queue.wait", "ms", "Wait", Map.of(), 1, 10);
    histogram.record(0.5);
    histogram.record(10);
    histogram.record(11);
  }

  @Test
  void standardIsAsTheGoCollectorDoesIt() {
    fill();
    assertThat(PrometheusText.of(registry, Exposition.standard(RESOURCE)))
        .isEqualTo(
            """
            # HELP otelcol_exporter_sent_spans Number of spans successfully sent to destination.
            # TYPE otelcol_exporter_sent_spans counter
            otelcol_exporter_sent_spans{exporter="otlp/\\"a\\\\b\\"\\n"} 7
            # HELP otelcol_process_memory_rss Memory
            # TYPE otelcol_process_memory_rss gauge
            otelcol_process_memory_rss 1500000000
            # HELP otelcol_process_uptime Uptime
            # TYPE otelcol_process_uptime counter
            otelcol_process_uptime 2.25
            # HELP queue_wait Wait
            # TYPE queue_wait histogram
            queue_wait_bucket{le="1"} 1
            queue_wait_bucket{le="10"} 2
            queue_wait_bucket{le="+Inf"} 3
            queue_wait_sum 21.5
            queue_wait_count 3
            # HELP target_info Target metadata
            # TYPE target_info gauge
            target_info{service_instance_id="i",service_name="beltline",service_version="1"} 1
            """);
  }

  @Test
  void suffixesAndScopeOnRequest() {
    fill();
    assertThat(
            PrometheusText.of(registry, new Exposition(false, false, false, false, Map.of()))
                .lines()
                .filter(line -> !line.startsWith("#")))
        .contains(
            "otelcol_exporter_sent_spans_total{exporter=\"otlp/\\\"a\\\\b\\\"\\n\","
                + "otel_scope_name=\"io.beltline\"} 7",
            "otelcol_process_memory_rss_bytes{otel_scope_name=\"io.beltline\"} 1500000000",
            "otelcol_process_uptime_seconds_total{otel_scope_name=\"io.beltline\"} 2.25",
            "queue_wait_milliseconds_count{otel_scope_name=\"io.beltline\"} 3");
  }

  @Test
  void openMetricsEndsCountersInTotalAndTheTextInEof() {
    fill();
    String text = PrometheusText.of(registry, Exposition.standard(RESOURCE).asOpenMetrics());
    assertThat(text)
        .contains("# TYPE otelcol_process_uptime counter\notelcol_process_uptime_total 2.25\n")
        .contains("# TYPE target info\ntarget_info{")
        .endsWith("# EOF\n");
  }

  @Test
  void theSameNameAndLabelsAreTheSameInstrument() {
    registry.counter("a", "1", "", Map.of("x", "1", "y", "2")).add(1);
    registry.counter("a", "1", "", Map.of("y", "2", "x", "1")).add(2);
    assertThat(registry.counter("a", "1", "", Map.of("x", "1", "y", "2")).value()).isEqualTo(3);
    assertThatThrownBy(() -> registry.gauge("a", "1", "", Map.of(), () -> 0))
        .hasMessage("metric \"a\" is a counter (asked: gauge)");
  }

  @Test
  void anEndedComponentsGaugesAreGoneUnlessReplaced() {
    ComponentMeter old = new ComponentMeter(registry, Map.of("exporter", "otlp"));
    ComponentMeter next = new ComponentMeter(registry, Map.of("exporter", "otlp"));
    old.open();
    old.gauge("size", "1", "Size", Map.of(), () -> 1);
    old.gauge("gone", "1", "Gone", Map.of(), () -> 1);
    next.gauge("size", "1", "Size", Map.of(), () -> 2);
    next.open();
    old.close();
    assertThat(PrometheusText.of(registry, Exposition.standard(Map.of())))
        .contains("size{exporter=\"otlp\"} 2")
        .doesNotContain("gone");
  }

  @Test
  void theProcessTellsOfItself() {
    try (var clock = new io.beltline.service.SystemClock()) {
      ProcessMetrics.register(registry, clock);
      assertThat(PrometheusText.of(registry, Exposition.standard(Map.of())).lines())
          .anyMatch(line -> line.matches("otelcol_process_memory_rss [1-9][0-9]+"))
          .anyMatch(line -> line.matches("otelcol_process_cpu_seconds [0-9.]+"))
          .anyMatch(line -> line.matches("otelcol_process_runtime_heap_alloc_bytes [1-9][0-9]+"))
          .anyMatch(line -> line.startsWith("otelcol_process_runtime_total_sys_memory_bytes "))
          .anyMatch(line -> line.startsWith("otelcol_process_uptime "));
    }
  }
}
