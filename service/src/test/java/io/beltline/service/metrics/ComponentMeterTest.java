package io.beltline.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentMeterTest {
  private final MetricRegistry registry = new MetricRegistry();

  private ComponentMeter meter(double value) {
    ComponentMeter meter = new ComponentMeter(registry, Map.of("exporter", "x"));
    meter.gauge("size", "", "Size.", Map.of(), () -> value);
    return meter;
  }

  private String text() {
    return PrometheusText.of(registry, Exposition.standard(Map.of()));
  }

  @Test
  void showsGaugesOnlyOfAComponentThatHasStarted() {
    ComponentMeter running = meter(1);
    running.open();
    ComponentMeter neverStarted = meter(2);
    assertThat(text()).contains("size{exporter=\"x\"} 1");
    neverStarted.close();
    assertThat(text()).contains("size{exporter=\"x\"} 1");
    ComponentMeter failed = meter(3);
    failed.open();
    failed.close();
    running.open();
    assertThat(text()).contains("size{exporter=\"x\"} 1");
  }

  @Test
  void takesBackItsInstrumentsByTheirLabels() {
    ComponentMeter meter = new ComponentMeter(registry, Map.of("exporter", "x"));
    ComponentMeter other = new ComponentMeter(registry, Map.of("exporter", "y"));
    Map<String, String> gone = Map.of("endpoint", "a");
    meter.counter("sent", "", "Sent.", Map.of("endpoint", "a", "success", "true")).add(1);
    meter.counter("sent", "", "Sent.", Map.of("endpoint", "b", "success", "true")).add(2);
    meter.histogram("latency", "ms", "Latency.", gone, 1, 10).record(5);
    meter.gauge("size", "", "Size.", gone, () -> 1);
    meter.open();
    other.counter("sent", "", "Sent.", gone).add(3);
    registry.counter("sent", "", "Sent.", gone).add(4);
    meter.forget(gone);
    assertThat(text())
        .contains("sent{endpoint=\"b\",exporter=\"x\",success=\"true\"} 2")
        .contains("sent{endpoint=\"a\",exporter=\"y\"} 3")
        .contains("sent{endpoint=\"a\"} 4")
        .doesNotContain("endpoint=\"a\",exporter=\"x\"")
        .doesNotContain("latency");
    meter.counter("sent", "", "Sent.", Map.of("endpoint", "a", "success", "true")).add(1);
    assertThat(text()).contains("sent{endpoint=\"a\",exporter=\"x\",success=\"true\"} 1");
    registry.forget(Map.of());
    assertThat(text()).doesNotContain("sent{endpoint=\"a\"} 4").contains("exporter=\"y\"");
  }
}
