package io.beltline.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentMetersTest {
  private static final Duration ALMOST = ComponentMeters.GRACE.minusNanos(1);

  private final FakeClock clock = new FakeClock();
  private final MetricRegistry registry = new MetricRegistry();
  private final ComponentMeters meters = new ComponentMeters(registry, clock);

  private ComponentMeter meter(String exporter) {
    return meters.meter(Map.of("exporter", exporter));
  }

  private static void sent(ComponentMeter meter, long items) {
    meter.counter("sent", "", "Sent.", Map.of()).add(items);
    meter.histogram("size", "", "Size.", Map.of(), 1).record(items);
  }

  private String text() {
    return PrometheusText.of(registry, Exposition.standard(Map.of()));
  }

  @Test
  void whatOneCountedThatIsNoMoreIsShownForAWhile() {
    ComponentMeter gone = meter("x");
    ComponentMeter there = meter("y");
    sent(gone, 3);
    sent(there, 4);
    registry.counter("ledger", "", "Ledger.", Map.of("exporter", "x")).add(5);
    there.counter("by_exporter", "", "Sent.", Map.of("by", "x")).add(6);
    gone.close();
    clock.advance(ALMOST);
    assertThat(text()).contains("sent{exporter=\"x\"} 3\n");
    clock.advance(Duration.ofNanos(1));
    assertThat(text())
        .doesNotContain("sent{exporter=\"x\"}")
        .doesNotContain("size_count{exporter=\"x\"}")
        .contains("sent{exporter=\"y\"} 4\n")
        .contains("size_count{exporter=\"y\"} 1\n")
        .contains("ledger{exporter=\"x\"} 5\n")
        .contains("by_exporter{by=\"x\",exporter=\"y\"} 6\n");
    sent(meter("x"), 1);
    assertThat(text()).contains("sent{exporter=\"x\"} 1\n");
  }

  @Test
  void oneThatTakesItsPlaceCountsOn() {
    ComponentMeter old = meter("x");
    sent(old, 3);
    ComponentMeter next = meter("x"); // made before the old one ends
    old.close();
    old.close();
    clock.advance(ComponentMeters.GRACE);
    sent(next, 1);
    assertThat(text()).contains("sent{exporter=\"x\"} 4\n");
    next.close();
    clock.advance(ALMOST);
    ComponentMeter last = meter("x"); // made after it
    clock.advance(ALMOST);
    sent(last, 1);
    assertThat(text()).contains("sent{exporter=\"x\"} 5\n");
  }

  @Test
  void theTimeBeginsWithTheLastEnd() {
    ComponentMeter first = meter("x");
    sent(first, 3);
    first.close();
    clock.advance(ALMOST);
    meter("x").close();
    clock.advance(ALMOST);
    assertThat(text()).contains("sent{exporter=\"x\"} 3\n");
    clock.advance(Duration.ofNanos(1));
    assertThat(text()).doesNotContain("sent");
    assertThat(clock.pending()).isZero();
  }
}
