package io.beltline.processor.metricstransform;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.processor.MetricLines;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {
  private static Transforms update(String operation) {
    return new Transforms("  - {include: m, action: update, operations: [{" + operation + "}]}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          action: add_label, new_label: a, new_value: x      | gauge m{} 1; gauge m{a=y} 2     | gauge m{a=x} 1; gauge m{a=y} 2
          action: add_label, new_label: a, new_value: '{{version}}' | gauge m{} 1              | gauge m{a=0.0.0-test} 1
          action: update_label, label: a, new_label: b       | gauge m{a=y,c=z} 1; gauge m{c=z} 1 | gauge m{b=y,c=z} 1; gauge m{c=z} 1
          action: update_label, label: a, new_label: b       | gauge m{a=7,b=old} 1            | gauge m{b=7} 1
          action: update_label, label: a, new_label: a       | gauge m{a=y} 1                  | gauge m{a=y} 1
          action: update_label, label: a, value_actions: [{value: x, new_value: y}, {value: z, new_value: '{{version}}'}] | gauge m{a=x} 1; gauge m{a=z} 1; gauge m{a=q} 1 | gauge m{a=y} 1; gauge m{a=0.0.0-test} 1; gauge m{a=q} 1
          action: update_label, label: a, new_label: b, value_actions: [{value: x, new_value: y}] | gauge m{a=x,b=o} 1; gauge m{a=q} 1 | gauge m{b=y} 1; gauge m{b=q} 1
          action: delete_label_value, label: a, label_value: x | gauge m{a=x} 1; gauge m{a=y} 2; gauge m{} 3 | gauge m{a=y} 2; gauge m{} 3
          action: delete_label_value, label: a, label_value: '' | gauge m{a=} 1; gauge m{a=7} 2; gauge m{} 3 | gauge m{} 3
          action: toggle_scalar_data_type                    | sum m{} 3; sum m{} -2.9; sum m{} none | sum m{} 3.0; sum m{} -2; sum m{} none
          action: experimental_scale_value, experimental_scale: 2.5 | gauge m{} 3; gauge m{} 1.0 | gauge m{} 7; gauge m{} 2.5
          action: aggregate_labels, label_set: [a], aggregation_type: sum | gauge m{a=x,b=1} 1; gauge m{a=y,b=1} 2; gauge m{b=2,a=x} 4 | gauge m{a=x} 5; gauge m{a=y} 2
          action: aggregate_labels, aggregation_type: max    | gauge m{a=x} 1; gauge m{} 7     | gauge m{} 7
          action: aggregate_labels, label_set: [a, b], aggregation_type: sum | gauge m{a=x,b=y} 1; gauge m{b=y,a=x} 2 | gauge m{a=x,b=y} 3
          action: aggregate_labels                           | gauge m{a=x} 3; gauge m{} 7     | gauge m{} 3
          action: aggregate_label_values, label: a, aggregated_values: [x, y], new_value: xy, aggregation_type: mean | gauge m{a=x,b=q} 1; gauge m{a=z,b=q} 5; gauge m{a=y,b=q} 4; gauge m{} 6 | gauge m{a=xy,b=q} 2; gauge m{a=z,b=q} 5; gauge m{} 6
          """)
  void onNumbers(String operation, String in, String out) {
    assertThat(update(operation).lines(in.split("; "))).containsExactly(out.split("; "));
  }

  private static final HistogramDataPoint HISTOGRAM =
      HistogramDataPoint.newBuilder()
          .setCount(5)
          .setSum(30)
          .setMin(1)
          .setMax(12)
          .addAllExplicitBounds(List.of(2.0, 10.0))
          .addAllBucketCounts(List.of(1L, 3L, 1L))
          .addAttributes(MetricLines.label("a=x"))
          .build();

  private static Metric histogram(HistogramDataPoint... points) {
    Metric.Builder metric = Metric.newBuilder().setName("m");
    metric
        .getHistogramBuilder()
        .addAllDataPoints(List.of(points))
        .setAggregationTemporalityValue(2);
    return metric.build();
  }

  @Test
  void scalesHistograms() {
    assertThat(
            update("action: experimental_scale_value, experimental_scale: 10")
                .lines(MetricLines.of(histogram(HISTOGRAM))))
        .containsExactly("histogram m{a=x} 5 sum 300.0 min 10.0 max 120.0 [20.0, 100.0][1, 3, 1]");
    assertThat(
            update("action: experimental_scale_value, experimental_scale: -1")
                .lines(MetricLines.of(histogram(HISTOGRAM.toBuilder().clearMin().build()))))
        .containsExactly("histogram m{a=x} 5 sum -30.0 min -12.0 [-10.0, -2.0][1, 3, 1]");
  }

  @Test
  void scalesExemplars() {
    HistogramDataPoint.Builder point = HISTOGRAM.toBuilder();
    point.addExemplarsBuilder().setAsDouble(1.5);
    point.addExemplarsBuilder().setAsInt(3);
    Transforms transforms = update("action: experimental_scale_value, experimental_scale: 2");
    transforms.consume(MetricLines.of(histogram(point.build())));
    var exemplars =
        MetricLines.parse(transforms.last())
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0)
            .getHistogram()
            .getDataPoints(0)
            .getExemplarsList();
    assertThat(exemplars.get(0).getAsDouble()).isEqualTo(3.0);
    assertThat(exemplars.get(1).getAsInt()).isEqualTo(6);
  }

  /** The offsets are those the Collector's tests expect. */
  @ParameterizedTest
  @CsvSource({
    "53,4,1000,212",
    "-52,2,.1,-65",
    "21,7,100000,2147",
    "1048575,20,42.123,6707253",
    "5,0,1,5",
    "-3,-10,2,-3",
    "7,1000,1,7",
    "7,-1000,5,7",
    "2147483647,20,1000,2147483647"
  })
  void movesTheBucketsOfExponentialHistograms(int offset, int scale, double factor, int moved) {
    assertThat(ExponentialScaling.offset(offset, scale, factor)).isEqualTo(moved);
  }

  @Test
  void scalesExponentialHistograms() {
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .setCount(4)
            .setSum(10)
            .setMin(-1)
            .setMax(9)
            .setScale(0)
            .setZeroCount(1)
            .setZeroThreshold(.5);
    point.getPositiveBuilder().setOffset(3).addBucketCounts(2);
    point.getNegativeBuilder().setOffset(-1).addBucketCounts(1);
    Metric.Builder metric = Metric.newBuilder().setName("m");
    metric.getExponentialHistogramBuilder().addDataPoints(point);
    assertThat(
            update("action: experimental_scale_value, experimental_scale: 4")
                .lines(MetricLines.of(metric.build())))
        .containsExactly("exponential m{} 4 sum 40.0 min -4.0 max 36.0 scale 0 zero 1 +5[2] -1[1]");
    assertThat(
            update("action: experimental_scale_value, experimental_scale: -2")
                .lines(MetricLines.of(metric.build())))
        .containsExactly(
            "exponential m{} 4 sum -20.0 min -18.0 max 2.0 scale 0 zero 1 +0[1] -4[2]");
  }

  @Test
  void summariesAreNotAggregatedAndWhatComesAfterIsLeftOut() {
    Metric.Builder metric = Metric.newBuilder().setName("m");
    metric
        .getSummaryBuilder()
        .addDataPointsBuilder()
        .setCount(3)
        .addAttributes(MetricLines.label("a=x"));
    Transforms transforms =
        new Transforms(
            """
              - include: m
                action: update
                new_name: n
                operations:
                  - {action: add_label, new_label: b, new_value: y}
                  - {action: toggle_scalar_data_type}
                  - {action: experimental_scale_value, experimental_scale: 2}
                  - {action: aggregate_labels, label_set: [], aggregation_type: sum}
                  - {action: add_label, new_label: c, new_value: z}
              - {include: n, action: combine, new_name: o, aggregation_type: sum}
            """);
    assertThat(transforms.lines(MetricLines.of(metric.build())))
        .containsExactly("summary n{a=x,b=y} 3");
    assertThat(transforms.count("failed", "transforms[0]")).isEqualTo(1);
    assertThat(transforms.count("failed", "transforms[1]")).isEqualTo(1);
    assertThat(
            update("action: aggregate_label_values, label: a, aggregated_values: [x], new_value: y")
                .lines(MetricLines.of(metric.build())))
        .containsExactly("summary m{a=x} 3");
  }

  @Test
  void histogramsAreAdded() {
    assertThat(
            update("action: aggregate_labels, label_set: [], aggregation_type: max")
                .lines(
                    MetricLines.of(
                        histogram(
                            HISTOGRAM,
                            HISTOGRAM.toBuilder().clearAttributes().setMax(20).build()))))
        .containsExactly("histogram m{} 10 sum 60.0 min 1.0 max 20.0 [2.0, 10.0][2, 6, 2]");
  }
}
