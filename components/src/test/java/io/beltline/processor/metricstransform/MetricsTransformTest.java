package io.beltline.processor.metricstransform;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import io.beltline.processor.MetricLines;
import io.beltline.processor.Requests;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTransformTest {

  @Test
  void metricsThatNothingIsForAreTheSameBytes() {
    Metrics in = MetricLines.of("gauge cpu{} 1", "sum mem{} 2");
    Transforms transforms =
        new Transforms(
            """
              - {include: disk, action: update, new_name: d}
              - {include: '^net', match_type: regexp, action: insert, new_name: n}
              - {include: '^x', match_type: regexp, action: combine, new_name: y, aggregation_type: sum}
              - {include: z, action: group, group_resource_labels: {a: b}}
            """);
    transforms.consume(in);
    assertThat(transforms.last()).isSameAs(in);
    assertThat(transforms.settings.ledger().booked()).isEmpty();
  }

  @Test
  void updateRenamesByNameAndByGroupsOfAnExpression() {
    Transforms transforms =
        new Transforms(
            """
              - {include: cpu, action: update, new_name: processor}
              - include: ^system\\.(?P<what>\\w+)\\.(.*)$$
                match_type: regexp
                action: update
                new_name: host.$${2}.$${what}_$$1
              - {include: '^a(b?)$$', match_type: regexp, action: update, new_name: '$${1}'}
            """);
    assertThat(
            transforms.lines(
                "gauge cpu{} 1", "gauge system.mem.used{} 2", "gauge a{} 3", "gauge ab{} 4"))
        .containsExactly(
            "gauge processor{} 1", "gauge host.used.mem_mem{} 2", "gauge ${1}{} 3", "gauge b{} 4");
    assertThat(transforms.count("matched", "transforms[2]")).isEqualTo(2);
    assertThat(transforms.settings.ledger().booked()).isEmpty();
  }

  @Test
  void aTransformSeesWhatTheOneBeforeItLeft() {
    Transforms transforms =
        new Transforms(
            """
              - {include: a, action: insert, new_name: b}
              - {include: b, action: insert, new_name: c}
              - {include: b, action: update, new_name: d}
            """);
    assertThat(transforms.lines("gauge a{} 1"))
        .containsExactly("gauge a{} 1", "gauge d{} 1", "gauge c{} 1");
    assertThat(transforms.settings.ledger().booked())
        .isEqualTo(Map.of("created{transforms[0]}", 1L, "created{transforms[1]}", 1L));
  }

  @Test
  void insertCopiesTheDataPointsThatHaveTheLabels() {
    String[] in = {
      "sum rx{host=a,pod=p} 1", "sum rx{host=b} 2", "sum rx{pod=q} 3", "sum rx{host=5} 4"
    };
    assertThat(
            new Transforms(
                    """
                      - include: rx
                        experimental_match_labels: {host: a}
                        action: insert
                        new_name: new
                    """)
                .lines(in))
        .containsSequence("sum rx{host=5} 4", "sum new{host=a,pod=p} 1")
        .hasSize(5);
    assertThat(
            new Transforms(
                    """
                      - include: ^r
                        match_type: regexp
                        experimental_match_labels: {host: '^[ab]?$$', pod: .}
                        action: insert
                        new_name: new
                    """)
                .lines(in))
        .contains("sum new{host=a,pod=p} 1", "sum new{pod=q} 3")
        .hasSize(6);
    assertThat(
            new Transforms(
                    """
                      - include: rx
                        experimental_match_labels: {pod: none}
                        action: insert
                        new_name: new
                    """)
                .lines(in))
        .hasSize(4);
  }

  @Test
  void updateOfPartOfTheDataPointsLeavesTheNameAndOperationsOnTheWholeOut() {
    assertThat(
            new Transforms(
                    """
                      - include: rx
                        experimental_match_labels: {host: a}
                        action: update
                        new_name: new
                        operations:
                          - {action: add_label, new_label: x, new_value: y}
                          - {action: delete_label_value, label: host, label_value: a}
                          - {action: aggregate_labels, aggregation_type: sum}
                          - {action: update_label, label: host, new_label: node}
                          - {action: experimental_scale_value, experimental_scale: 10}
                    """)
                .lines("sum rx{host=a} 1", "sum rx{host=b} 2"))
        .containsExactly("sum rx{node=a} 1", "sum rx{host=b} 2");
  }

  @Test
  void combineMakesOneMetricWithLabelsOfTheNames() {
    Transforms transforms =
        new Transforms(
            """
              - include: ^(Web) (?P<method>\\w+)( old)?$$
                match_type: regexp
                action: combine
                new_name: requests
                aggregation_type: sum
                submatch_case: lower
                operations:
                  - {action: add_label, new_label: x, new_value: 'v{{version}}'}
            """);
    assertThat(
            transforms.lines(
                "sum Web Get{} 1", "sum other{} 5", "sum Web Put{} 2", "sum Web GET{} 3"))
        .containsExactly(
            "sum other{} 5",
            "sum requests{$1=web,method=get,x=v0.0.0-test} 4",
            "sum requests{$1=web,method=put,x=v0.0.0-test} 2");
    assertThat(transforms.settings.ledger().booked())
        .isEqualTo(Map.of("filtered{transforms[0]}", 1L));
    assertThat(transforms.count("matched", "transforms[0]")).isEqualTo(3);
    assertThat(transforms.lines("sum Web Put old{} 7"))
        .containsExactly("sum requests{$1=web,$3= old,method=put,x=v0.0.0-test} 7");
  }

  @Test
  void combineTakesOnlyTheDataPointsThatHaveTheLabels() {
    Transforms transforms =
        new Transforms(
            """
              - include: ^m
                match_type: regexp
                experimental_match_labels: {k: a}
                action: combine
                new_name: n
                aggregation_type: max
            """);
    assertThat(transforms.lines("gauge m1{k=a} 1", "gauge m1{k=b} 9", "gauge m2{k=a} 3"))
        .containsExactly("gauge n{k=a} 3");
    assertThat(transforms.settings.ledger().removed()).isEqualTo(2);
  }

  @Test
  void whatCannotBeCombinedStays() {
    Transforms transforms =
        new Transforms(
            """
              - include: ^m
                match_type: regexp
                action: combine
                new_name: n
                aggregation_type: sum
            """);
    String[][] pairs = {
      {"gauge m1{} 1", "sum m2{} 2"},
      {"gauge m1{a=b} 1", "gauge m2{} 2"},
      {"gauge m1{a=b} 1", "gauge m2{c=b} 2"},
      {"sum m1{} 1", "delta m2{} 2"},
    };
    for (String[] pair : pairs) {
      assertThat(transforms.lines(pair)).containsExactly(pair);
    }
    assertThat(transforms.count("failed", "transforms[0]")).isEqualTo(pairs.length);
    assertThat(transforms.settings.ledger().booked()).isEmpty();
  }

  @Test
  void scopesThatAreGroupedShareTheirResource() {
    String scope = "{\"metrics\":[{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}}]}";
    Metrics in =
        (Metrics)
            Requests.json(
                Signal.METRICS,
                "{\"resourceMetrics\":[{\"resource\":{\"attributes\":"
                    + Requests.attributes("a", "{\"stringValue\":\"" + "x".repeat(1 << 20) + "\"}")
                    + "},\"scopeMetrics\":["
                    + String.join(",", Collections.nCopies(40, scope))
                    + "]}]}");
    Transforms transforms =
        new Transforms("  - {include: m, action: group, group_resource_labels: {b: c}}");
    transforms.consume(in);
    assertThat(transforms.last().itemCount()).isEqualTo(40);
    assertThat(transforms.last().payload().size()).isLessThan(3L << 20);
  }

  @Test
  void groupMovesMetricsToAResourceOfTheirOwn() {
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder().setSchemaUrl("r");
    resource.getResourceBuilder().addAttributes(MetricLines.label("host=a"));
    resource.addScopeMetricsBuilder().setSchemaUrl("s").getScopeBuilder().setName("lib");
    for (String name : new String[] {"pod.cpu", "container.cpu", "other", "pod.mem"}) {
      resource
          .getScopeMetricsBuilder(0)
          .addMetricsBuilder()
          .setName(name)
          .getGaugeBuilder()
          .addDataPointsBuilder()
          .setAsInt(1);
    }
    Transforms transforms =
        new Transforms(
            """
              - include: ^pod
                match_type: regexp
                action: group
                group_resource_labels: {type: pod, host: b}
              - {include: none, action: group, group_resource_labels: {type: none}}
              - {include: container.cpu, action: group, group_resource_labels: {type: container}}
            """);
    assertThat(transforms.lines(MetricLines.of(resource.build())))
        .containsExactly(
            "gauge other{} 1", "gauge pod.cpu{} 1", "gauge pod.mem{} 1", "gauge container.cpu{} 1");
    var out = MetricLines.parse(transforms.last()).getResourceMetricsList();
    assertThat(out).hasSize(3);
    KeyValue[] labels = {MetricLines.label("host=b"), MetricLines.label("type=pod")};
    assertThat(out.get(1).getResource().getAttributesList()).containsExactlyInAnyOrder(labels);
    assertThat(out.get(1).getSchemaUrl()).isEqualTo("r");
    assertThat(out.get(1).getScopeMetrics(0).getScope().getName()).isEqualTo("lib");
    assertThat(out.get(1).getScopeMetrics(0).getSchemaUrl()).isEqualTo("s");
    assertThat(transforms.settings.ledger().booked()).isEmpty();
  }

  @Test
  void scopesAndResourcesAreTransformedEachForItself() {
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();
    for (int i = 0; i < 2; i++) {
      resource
          .addScopeMetricsBuilder()
          .addMetricsBuilder()
          .setName("m")
          .getGaugeBuilder()
          .addDataPointsBuilder()
          .setAsInt(i);
    }
    Transforms transforms =
        new Transforms("  - {include: m, action: combine, new_name: n, aggregation_type: sum}\n");
    assertThat(transforms.lines(MetricLines.of(resource.build(), resource.build())))
        .containsExactly("gauge n{} 0", "gauge n{} 1", "gauge n{} 0", "gauge n{} 1");
  }

  @Test
  void withNoDataPointLeftTheRequestEnds() {
    Transforms transforms =
        new Transforms(
            """
              - include: m
                action: update
                operations: [{action: delete_label_value, label: k, label_value: v}]
            """);
    assertThat(transforms.lines("gauge m{k=v} 1", "gauge m{k=v} 2")).isEmpty();
    assertThat(transforms.settings.ledger().booked())
        .isEqualTo(Map.of("filtered{transforms[0]}", 2L));
    assertThat(transforms.lines("gauge m{k=v} 1", "gauge m{k=w} 2"))
        .containsExactly("gauge m{k=w} 2");
  }
}
