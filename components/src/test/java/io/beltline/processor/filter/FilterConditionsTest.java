package io.beltline.processor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import org.junit.jupiter.api.Test;

class FilterConditionsTest {
  @Test
  void spansResourcesAndEvents() {
    Filters filters =
        new Filters(
            """
            traces:
              span: ['attributes["n"] == 2', 'name == "put"']
              spanevent: ['name == "e1"']
            """);
    assertThat(filters.left(Filters.spans())).isEqualTo("shop lib get e2 bank get");
    assertThat(filters.settings.ledger().removed()).isEqualTo(1);
    assertThat(filters.counted("otelcol_processor_filter_spans_filtered", "filter", "filter/a"))
        .isEqualTo(1);
    assertThat(filters.counted("beltline_processor_filter_rule_items", "rule", "traces.span[1]"))
        .isEqualTo(1);
    assertThat(filters.counted("beltline_processor_filter_rule_items", "rule", "traces.span[0]"))
        .isZero();
    assertThat(
            filters.counted(
                "beltline_processor_filter_rule_matched", "rule", "traces.spanevent[0]"))
        .isEqualTo(1);
    Filters whole = new Filters("traces: {resource: ['attributes[\"service.name\"] == \"shop\"']}");
    assertThat(whole.left(Filters.spans())).isEqualTo("bank get");
    assertThat(whole.counted("beltline_processor_filter_rule_items", "rule", "traces.resource[0]"))
        .isEqualTo(2);
  }

  @Test
  void metricsAndPoints() {
    assertThat(
            new Filters(
                    "metrics: {metric: ['name == \"mem\"', 'type == METRIC_DATA_TYPE_HISTOGRAM']}")
                .left(Filters.metrics()))
        .isEqualTo("h1 cpu c0 1 c1 2 h2 cpu 4");
    Filters points =
        new Filters("metrics: {datapoint: ['metric.name == \"cpu\" and value_int < 2']}");
    assertThat(points.left(Filters.metrics())).isEqualTo("h1 cpu c1 2 mem 3 h2 cpu 4 gc");
    assertThat(points.counted("otelcol_processor_filter_datapoints_filtered", "filter", "filter/a"))
        .isEqualTo(1);
    assertThat(
            new Filters("metrics: {metric: ['HasAttrKeyOnDatapoint(\"core\")']}")
                .left(Filters.metrics()))
        .isEqualTo("h1 mem 3 h2 cpu 4 gc");
    assertThat(
            new Filters("metrics: {metric: ['HasAttrOnDatapoint(\"core\", \"c1\")']}")
                .left(Filters.metrics()))
        .as("the first point that has the key decides")
        .isEqualTo("h1 cpu c0 1 c1 2 mem 3 h2 cpu 4 gc");
    assertThat(
            new Filters("metrics: {metric: ['HasAttrOnDatapoint(\"core\", \"c0\")']}")
                .left(Filters.metrics()))
        .isEqualTo("h1 mem 3 h2 cpu 4 gc");
  }

  @Test
  void logRecordsAndProfiles() {
    assertThat(
            new Filters("logs: {log_record: ['IsMatch(body, \"^[ab]$\")']}").left(Filters.logs()))
        .isEqualTo("prod c");
    Telemetry profiles =
        Requests.json(
            Signal.PROFILES,
            """
            {"resourceProfiles":[{"scopeProfiles":[{"scope":{"name":"s"},"profiles":[
              {"durationNano":"7","samples":[{}]},{"durationNano":"8","samples":[{},{}]}]}]}]}
            """);
    Filters filters = new Filters("profiles: {profile: ['duration_unix_nano == 8']}");
    assertThat(filters.left(profiles)).isEqualTo("s");
    assertThat(filters.counted("otelcol_processor_filter_profiles_filtered", "filter", "filter/a"))
        .isEqualTo(2);
  }

  @Test
  void conditionsThatSayTheirContext() {
    Filters filters =
        new Filters(
            """
            trace_conditions:
              - span.name == "put"
              - resource.attributes["service.name"] == "bank"
              - spanevent.name == "e2"
            """);
    assertThat(filters.left(Filters.spans())).isEqualTo("shop lib get e1");
    assertThat(
            filters.counted("beltline_processor_filter_rule_items", "rule", "trace_conditions[1]"))
        .isEqualTo(1);
    Filters groups =
        new Filters(
            """
            metric_conditions:
              - context: metric
                conditions: ['name == "cpu"']
              - conditions: ['datapoint.value_int == 3', 'metric.name == "gc"']
                error_mode: silent
            """);
    assertThat(groups.left(Filters.metrics())).isEqualTo("nothing");
    assertThat(groups.next.received()).isEmpty();
    assertThat(groups.settings.ledger().removed()).isEqualTo(5);
    assertThat(
            groups.counted(
                "beltline_processor_filter_rule_items",
                "rule",
                "metric_conditions[1].conditions[1]"))
        .isEqualTo(1);
  }

  @Test
  void errors() {
    String failing =
        "{error_mode: %s, logs: {log_record: ['ParseJSON(body) != nil', 'body == \"a\"']}}";
    for (String mode : new String[] {"ignore", "silent"}) {
      Filters filters = new Filters(failing.formatted(mode));
      assertThat(filters.left(Filters.logs())).isEqualTo("prod b c");
      assertThat(
              filters.counted(
                  "beltline_processor_filter_rule_failed", "rule", "logs.log_record[0]"))
          .isEqualTo(3);
    }
    Filters strict = new Filters(failing.formatted("propagate"));
    ConsumeResult result = strict.consume(Filters.logs());
    assertThat(result).isInstanceOf(ConsumeResult.Permanent.class);
    assertThat(((ConsumeResult.Permanent) result).status()).isEqualTo(Status.INVALID_ARGUMENT);
    assertThat(strict.settings.ledger().removed()).isZero();
  }

  @Test
  void whatNoRuleRemovesIsPassedOnAsItIs() {
    for (String yaml :
        new String[] {
          "{}",
          "traces: {span: ['name == \"z\"']}",
          "spans: {exclude: {match_type: strict, services: [z]}}"
        }) {
      Telemetry in = Filters.spans();
      Filters filters = new Filters(yaml);
      filters.consume(in);
      assertThat(filters.next.received().getLast().telemetry()).isSameAs(in);
    }
  }
}
