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
}
