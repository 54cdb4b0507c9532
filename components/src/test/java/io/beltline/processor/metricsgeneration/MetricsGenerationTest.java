package io.beltline.processor.metricsgeneration;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.processor.MetricLines;
import io.beltline.processor.RandomMetrics;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsGenerationTest {
  private static final int RECORDS = 100_000;

  private static String calculate(String operation) {
    return "{name: new, unit: u, type: calculate, metric1: a, metric2: b, operation: "
        + operation
        + "}";
  }

  @ParameterizedTest
  @CsvSource({"add,6.0,7.5", "subtract,2.0,3.5", "multiply,8.0,11.0", "divide,2.0,2.75"})
  void calculatesWithTheFirstDataPointOfTheOther(String operation, String first, String second) {
    Generations generations = new Generations(calculate(operation));
    assertThat(
            generations.made(
                "gauge a{k=x} 4",
                "gauge a{k=y} 5.5",
                "gauge a{} none",
                "sum b{k=z} 2",
                "sum b{} 9"))
        .containsExactly("gauge new{k=x} " + first, "gauge new{k=y} " + second);
    assertThat(generations.settings.ledger().booked()).isEqualTo(Map.of("created{rules[0]}", 2L));
  }

  @Test
  void percentIsAHundredTimesTheQuotient() {
    assertThat(new Generations(calculate("percent")).made("sum a{} 1", "gauge b{} 4"))
        .containsExactly("sum new{} 25.0");
  }

  @Test
  void scaleKeepsWhatASumIs() {
    Generations generations =
        new Generations(
            "{name: bytes, type: scale, metric1: mega, operation: multiply, scale_by: 1048576}");
    assertThat(generations.made("delta other{} 1", "sum mega{} 2", "gauge x{} 1"))
        .containsExactly("sum bytes{} 2097152.0");
    Metric made =
        MetricLines.parse(generations.last())
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(3);
    assertThat(made.getSum().getIsMonotonic()).isTrue();
    assertThat(made.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(made.getUnit()).isEmpty();
    Generations calculated = new Generations(calculate("subtract"));
    calculated.consume(MetricLines.of("sum a{} 4", "sum b{} 1"));
    made =
        MetricLines.parse(calculated.last()).getResourceMetrics(0).getScopeMetrics(0).getMetrics(2);
    assertThat(made.getSum().getIsMonotonic()).isFalse();
    assertThat(made.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(made.getUnit()).isEqualTo("u");
  }

  @Test
  void withZeroOnTheRightThereIsNoQuotient() {
    Metrics in = MetricLines.of("gauge a{} 1", "gauge b{} 0");
    for (String operation : List.of("divide", "percent")) {
      Generations generations = new Generations(calculate(operation));
      generations.consume(in);
      assertThat(generations.last()).isSameAs(in);
      assertThat(generations.skipped(0, "undefined")).isEqualTo(1);
    }
    assertThat(new Generations(calculate("multiply")).lines(in)).endsWith("gauge new{} 0.0");
  }

  @Test
  void pairsDataPointsWhoseCommonLabelsAreEqual() {
    Generations generations =
        new Generations(
            "{name: new, type: calculate, metric1: a, metric2: b, operation: divide,"
                + " match_attributes: true}");
    assertThat(
            generations.made(
                "gauge a{node=n,pod=p} 6",
                "gauge a{node=m,pod=q} 8",
                "gauge a{pod=r} 9",
                "gauge a{node=7} 1",
                "gauge b{node=n,zone=z} 2",
                "gauge b{node=m} 4",
                "gauge b{node=o} 0"))
        .containsExactly(
            "gauge new{node=n,pod=p,zone=z} 3.0",
            "gauge new{node=m,pod=q} 2.0",
            "gauge new{node=n,pod=r,zone=z} 4.5",
            "gauge new{node=m,pod=r} 2.25");
  }

  @Test
  void whatARuleCannotCalculateWithIsCounted() {
    Metric.Builder histogram = Metric.newBuilder().setName("a");
    histogram.getHistogramBuilder().addDataPointsBuilder().setCount(1);
    Metric other = histogram.clone().setName("b").build();
    Generations generations = new Generations(calculate("add"));
    assertThat(generations.lines(MetricLines.of(histogram.build(), other))).hasSize(2);
    assertThat(generations.skipped(0, "kind")).isEqualTo(1);
    assertThat(generations.made("gauge a{} 1", "gauge c{} 1")).isEmpty();
    assertThat(generations.made("gauge a{} 1", "gauge b{} none")).isEmpty();
    assertThat(generations.skipped(0, "operand")).isEqualTo(2);
    assertThat(generations.made("gauge b{} 1")).isEmpty();
    assertThat(generations.settings.ledger().booked()).isEmpty();
  }

  @Test
  void theOtherMetricMayBeInAnyScopeOfTheResource() {
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();
    for (String name : List.of("a", "b", "a")) {
      resource
          .addScopeMetricsBuilder()
          .addMetricsBuilder()
          .setName(name)
          .getGaugeBuilder()
          .addDataPointsBuilder()
          .setAsInt(2);
    }
    ResourceMetrics without = resource.clone().removeScopeMetrics(1).build();
    Generations generations =
        new Generations(
            calculate("add"),
            "{name: more, type: scale, metric1: a, operation: add, scale_by: 1}",
            "{name: none, type: scale, metric1: more, operation: add, scale_by: 1}");
    assertThat(generations.lines(MetricLines.of(resource.build(), without)))
        .containsExactly(
            "gauge a{} 2",
            "gauge new{} 4.0",
            "gauge more{} 3.0",
            "gauge b{} 2",
            "gauge a{} 2",
            "gauge new{} 4.0",
            "gauge more{} 3.0",
            "gauge a{} 2",
            "gauge more{} 3.0",
            "gauge a{} 2",
            "gauge more{} 3.0");
  }

  @Test
  void exemplarsStayBehind() {
    Metric.Builder metric = Metric.newBuilder().setName("a");
    NumberDataPoint.Builder point = metric.getGaugeBuilder().addDataPointsBuilder().setAsInt(1);
    point.addExemplarsBuilder().setAsInt(1);
    Generations generations =
        new Generations("{name: b, type: scale, metric1: a, operation: add, scale_by: 1}");
    generations.consume(MetricLines.of(metric.build()));
    assertThat(
            MetricLines.parse(generations.last())
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetrics(1)
                .getGauge()
                .getDataPoints(0)
                .getExemplarsList())
        .isEmpty();
  }

  @Test
  void tooManyPairsAreNotLookedAt() {
    Metric.Builder left = Metric.newBuilder().setName("a");
    Metric.Builder right = Metric.newBuilder().setName("b");
    for (int i = 0; i < 1025; i++) {
      left.getGaugeBuilder().addDataPointsBuilder().setAsInt(i);
      right.getGaugeBuilder().addDataPointsBuilder().setAsInt(i);
    }
    Metrics in = MetricLines.of(left.build(), right.build());
    Generations generations =
        new Generations(
            "{name: new, type: calculate, metric1: a, metric2: b, operation: add,"
                + " match_attributes: true}");
    generations.consume(in);
    assertThat(generations.last()).isSameAs(in);
    assertThat(generations.skipped(0, "too_large")).isEqualTo(1);
  }

  @Test
  void outputIsValidAndTheBooksBalance() {
    Generations generations =
        new Generations(
            "{name: n1, type: calculate, metric1: m1, metric2: m2, operation: percent}",
            "{name: n2, type: calculate, metric1: m2, metric2: sys.cpu, operation: subtract,"
                + " match_attributes: true}",
            "{name: n3, type: scale, metric1: Ünit, operation: divide, scale_by: .5}");
    long in = 0;
    long out = 0;
    RandomMetrics source = new RandomMetrics(20261128);
    while (in < RECORDS) {
      Metrics metrics = new Metrics(Payload.of(source.request().toByteArray()));
      in += metrics.itemCount();
      assertThat(generations.consume(metrics).isAccepted()).isTrue();
      out += points(generations);
    }
    assertThat(out + generations.settings.ledger().removed()).isEqualTo(in);
    assertThat(out).isGreaterThan(in);
  }

  private static long points(Generations generations) {
    MetricLines.parse(generations.last());
    return generations.last().itemCount();
  }
}
