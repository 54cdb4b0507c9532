package io.beltline.processor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPropertiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          include: {match_type: strict, services: [shop]} | shop lib get e1 e2 put
          exclude: {match_type: strict, span_names: [get]} | shop lib put
          include: {match_type: regexp, span_names: ['^p']} | shop lib put
          exclude: {match_type: strict, span_kinds: [SPAN_KIND_SERVER]} | shop lib put
          include: {match_type: strict, attributes: [{key: n, value: 1}]} | shop lib get e1 e2
          include: {match_type: strict, libraries: [{name: lib}]}, exclude: {match_type: strict, span_names: [put]} | shop lib get e1 e2
          include: {match_type: regexp, resources: [{key: service.name, value: 'ba.*'}]} | bank get
          include: {match_type: strict, services: [none]} | nothing
          """)
  void spans(String properties, String left) {
    assertThat(new Filters("spans: {" + properties + "}").left(Filters.spans())).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          include: {severity_number: {min: warn}} | prod b
          include: {severity_number: {min: INFO, match_undefined: true}} | prod a b c
          exclude: {severity_number: {min: '10'}} | prod a c
          include: {match_type: strict, bodies: [a, c]} | prod a c
          exclude: {match_type: regexp, bodies: ['^[bc]']} | prod a
          include: {match_type: strict, severity_texts: [Error]} | prod b
          include: {match_type: strict, record_attributes: [{key: k, value: true}]} | prod b
          exclude: {match_type: strict, resource_attributes: [{key: env, value: prod}]} | nothing
          include: {match_type: strict}, exclude: {match_type: strict, bodies: [a]} | prod b c
          """)
  void logs(String properties, String left) {
    assertThat(new Filters("logs: {" + properties + "}").left(Filters.logs())).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          include: {match_type: strict, metric_names: [cpu]} | h1 cpu c0 1 c1 2 h2 cpu 4
          exclude: {match_type: regexp, metric_names: ['^c', gc]} | h1 mem 3
          include: {match_type: strict, resource_attributes: [{key: host, value: h1}]} | h1 cpu c0 1 c1 2 mem 3
          exclude: {match_type: strict, metric_names: [mem], resource_attributes: [{key: host, value: h2}]} | h1 cpu c0 1 c1 2
          include: {match_type: strict, metric_names: [cpu], resource_attributes: [{key: host, value: h2}]} | h2 cpu 4
          include: {match_type: expr, expressions: ['HasLabel("core")']} | h1 cpu c0 1 c1 2
          exclude: {match_type: expr, expressions: ['MetricName == "cpu" && Label("core") == "c1"', 'MetricType == "Histogram"']} | h1 mem 3 h2 cpu 4
          include: {match_type: regexp, metric_names: [x]} | nothing
          """)
  void metrics(String properties, String left) {
    assertThat(new Filters("metrics: {" + properties + "}").left(Filters.metrics()))
        .isEqualTo(left);
  }

  @Test
  void removedItemsAreBookedUnderIncludeOrExclude() {
    Filters filters =
        new Filters(
            """
            metrics:
              include: {match_type: regexp, metric_names: [cpu, gc]}
              exclude: {match_type: strict, resource_attributes: [{key: host, value: h2}]}
            """);
    assertThat(filters.left(Filters.metrics())).isEqualTo("h1 cpu c0 1 c1 2");
    assertThat(filters.counted("beltline_processor_filter_rule_items", "rule", "metrics.include"))
        .isEqualTo(1);
    assertThat(filters.counted("beltline_processor_filter_rule_items", "rule", "metrics.exclude"))
        .isEqualTo(2);
    assertThat(filters.counted("beltline_processor_filter_rule_matched", "rule", "metrics.exclude"))
        .isEqualTo(1);
    assertThat(filters.settings.ledger().removed()).isEqualTo(3);
  }
}
