package io.beltline.processor.cardinalityguard;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.attribute;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.processor.ProcessorStage;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardinalityGuardMetricsTest {
  private final ProcessorStage<CardinalityGuardConfig> stage =
      new ProcessorStage<>(new CardinalityGuardFactory());

  /** A cumulative sum with one series for each value. */
  private static Metric metric(String name, int time, long... values) {
    return sum(
            CUMULATIVE,
            IntStream.range(0, values.length)
                .mapToObj(
                    i ->
                        number(1, time, values[i]).toBuilder()
                            .addAttributes(attribute("user", "u" + i))
                            .build())
                .toArray(io.opentelemetry.proto.metrics.v1.NumberDataPoint[]::new))
        .toBuilder()
        .setName(name)
        .build();
  }

  private Metric through(Metric metric) {
    return requireNonNull(stage.through(metric));
  }

  private List<Long> values(Metric metric) {
    return through(metric).getSum().getDataPointsList().stream()
        .map(point -> point.getAsInt())
        .toList();
  }

  private long unguarded() {
    return stage
        .settings
        .meter()
        .count("beltline_cardinality_guard_points", Map.of("outcome", "unguarded"));
  }

  private double gauge(String what) {
    return stage.settings.meter().gauge("beltline_cardinality_guard_" + what, Map.of());
  }

  @Test
  void furtherMetricsPassAndAreCounted() {
    stage.start("{limit: 1, max_metrics: 2}");
    through(metric("a", 5, 1));
    assertThat(values(metric("b", 5, 3, 4, 5))).containsExactly(3L, 9L);
    Metric further = metric("c", 5, 3, 4, 5);
    assertThat(through(further)).isEqualTo(further);
    assertThat(values(metric("b", 6, 3, 5, 5))).as("its total goes on").containsExactly(3L, 10L);
    assertThat(unguarded()).isEqualTo(3);
    assertThat(gauge("metrics")).isEqualTo(2);
    assertThat(stage.booked("overflow")).as("only those of b").isEqualTo(2);
  }

  @Test
  void theMetricThatWasNotSeenForLongestGivesWayOnceItIsStale() {
    stage.start("{limits: {a: 0, b: 0}, max_metrics: 2, max_stale: 1m}");
    through(metric("a", 5, 3, 4));
    through(metric("b", 5, 3, 4));
    stage.clock.advance(Duration.ofSeconds(30));
    assertThat(values(metric("a", 35, 4, 4))).containsExactly(8L);
    stage.clock.advance(Duration.ofSeconds(40));
    through(metric("c", 75, 1));
    assertThat(unguarded()).isZero();
    assertThat(gauge("overflow_series")).as("those of b are gone").isEqualTo(2);
    assertThat(values(metric("a", 76, 5, 4))).as("it was seen").containsExactly(9L);
    through(metric("d", 77, 1));
    assertThat(unguarded()).as("none is stale").isEqualTo(1);
  }

  @Test
  void aReloadWithALowerLimitKeepsWhatIsSeen() {
    stage.start("{limit: 1, max_metrics: 3, max_stale: 1m}");
    through(metric("a", 5, 3, 4));
    through(metric("b", 5, 3, 4));
    stage.reload("{limit: 1, max_metrics: 1, max_stale: 1m}");
    assertThat(values(metric("b", 6, 3, 5))).containsExactly(3L, 5L);
    assertThat(values(metric("c", 6, 1, 2))).containsExactly(1L, 2L);
    stage.clock.advance(Duration.ofMinutes(2));
    assertThat(values(metric("c", 127, 1, 2, 3))).containsExactly(1L, 5L);
    assertThat(gauge("metrics")).isEqualTo(1);
  }
}
