package io.beltline.processor.metricstransform;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.processor.MetricLines;
import io.beltline.processor.RandomMetrics;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever comes in, what goes out is valid OTLP, and the books balance. */
class RandomTransformsTest {
  private static final int RECORDS = 100_000;

  private static final String[] TRANSFORMS = {
    "{include: m1, action: update, new_name: m2}",
    "{include: '^sys.(.*)', match_type: regexp, action: update, new_name: '$${1}'}",
    "{include: m, match_type: regexp, action: insert, new_name: copy,"
        + " experimental_match_labels: {a: '^x?$$'}}",
    "{include: '^m(.)', match_type: regexp, action: combine, new_name: c, aggregation_type: mean,"
        + " submatch_case: upper}",
    "{include: '.*', match_type: regexp, action: combine, new_name: all, aggregation_type: sum}",
    "{include: '^s', match_type: regexp, action: group, group_resource_labels: {a: g},"
        + " experimental_match_labels: {b: y}}",
    update("action: add_label, new_label: a, new_value: new"),
    update(
        "action: update_label, label: a, new_label: b, value_actions: [{value: x, new_value: z}]"),
    update("action: delete_label_value, label: host, label_value: x"),
    update("action: toggle_scalar_data_type"),
    update("action: experimental_scale_value, experimental_scale: 1000"),
    update("action: experimental_scale_value, experimental_scale: -.001"),
    update("action: aggregate_labels, label_set: [a, host], aggregation_type: sum"),
    update("action: aggregate_labels, label_set: [], aggregation_type: median"),
    update("action: aggregate_labels, label_set: [Ü], aggregation_type: count"),
    update(
        "action: aggregate_label_values, label: a, aggregated_values: [x, y], new_value: q,"
            + " aggregation_type: min"),
  };

  private static String update(String operation) {
    return "{include: '[ms]', match_type: regexp, action: update, operations: [{"
        + operation
        + "}]}";
  }

  @Test
  void outputIsValidAndTheBooksBalance() {
    long seen = 0;
    for (long seed = 0; seen < RECORDS; seed++) {
      Random random = new Random(seed);
      Transforms transforms =
          new Transforms(
              random
                  .ints(1 + random.nextInt(4), 0, TRANSFORMS.length)
                  .mapToObj(i -> "  - " + TRANSFORMS[i] + "\n")
                  .collect(Collectors.joining()));
      RandomMetrics source = new RandomMetrics(seed);
      long in = 0;
      long out = 0;
      for (int i = 0; i < 20; i++) {
        ExportMetricsServiceRequest request = source.request();
        Metrics metrics = new Metrics(Payload.of(request.toByteArray()));
        in += metrics.itemCount();
        int before = transforms.next.received().size();
        assertThat(transforms.consume(metrics).isAccepted()).isTrue();
        if (transforms.next.received().size() > before) {
          out += points(MetricLines.parse(transforms.last()));
        }
      }
      assertThat(out + transforms.settings.ledger().removed()).as("seed " + seed).isEqualTo(in);
      seen += in;
    }
  }

  private static long points(ExportMetricsServiceRequest request) {
    return request.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .mapToLong(
            metric ->
                metric.getGauge().getDataPointsCount()
                    + metric.getSum().getDataPointsCount()
                    + metric.getHistogram().getDataPointsCount()
                    + metric.getExponentialHistogram().getDataPointsCount()
                    + metric.getSummary().getDataPointsCount())
        .sum();
  }
}
