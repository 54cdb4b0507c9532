package io.beltline.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OtlpMetricsTest {
  private final AtomicLong clock = new AtomicLong(100);
  private final MetricRegistry registry = new MetricRegistry(clock::get);

  private String json(long now) {
    return new String(
        OtlpJson.write(OtlpMetrics.of(registry, Map.of(), 150, now)), StandardCharsets.UTF_8);
  }

  private void count(int items) {
    registry.counter("sent", "", "Sent.", Map.of()).add(items);
    registry.histogram("size", "", "Size.", Map.of(), 1).record(items);
  }

  @Test
  void aSeriesThatBeginsAgainTellsSinceWhen() {
    count(5);
    assertThat(json(200))
        .contains("\"startTimeUnixNano\":\"150\"", "\"asInt\":\"5\"")
        .doesNotContain("\"startTimeUnixNano\":\"100\"");
    registry.forget(Map.of());
    clock.set(300);
    count(1);
    assertThat(json(400))
        .contains("\"startTimeUnixNano\":\"300\"", "\"asInt\":\"1\"")
        .doesNotContain("\"startTimeUnixNano\":\"150\"");
  }

  @Test
  void noneBeginsAfterItWasRead() {
    clock.set(300);
    count(5);
    assertThat(json(200)).contains("\"startTimeUnixNano\":\"200\",\"timeUnixNano\":\"200\"");
  }
}
