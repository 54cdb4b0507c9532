package io.beltline.processor.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Validator;
import io.beltline.processor.Requests;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchTest {
  private static final Telemetry SPAN =
      Requests.json(
          Signal.TRACES,
          """
          {"resourceSpans":[{
            "resource":{"attributes":[
              {"key":"service.name","value":{"stringValue":"shop"}},
              {"key":"zone","value":{"intValue":"3"}}]},
            "scopeSpans":[{"scope":{"name":"lib","version":"1.2"},"spans":[
              {"name":"get /cart","kind":2,"attributes":[
                {"key":"user","value":{"stringValue":"ann"}},
                {"key":"ratio","value":{"doubleValue":1e22}},
                {"key":"list","value":{"arrayValue":{"values":[{"intValue":"1"}]}}},
                {"key":"ok","value":{"boolValue":true}}]}]}]}]}\
          """);
  private static final Telemetry LOG =
      Requests.json(
          Signal.LOGS,
          """
          {"resourceLogs":[{"scopeLogs":[{"logRecords":[
            {"body":{"stringValue":"card declined"},"severityText":"WARN","severityNumber":13,
             "attributes":[{"key":"user","value":{"stringValue":"ann"}}]}]}]}]}\
          """);
  private static final Telemetry PLAIN_LOG =
      Requests.json(
          Signal.LOGS,
          """
          {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"intValue":"42"}}]}]}]}\
          """);
  private static final Telemetry METRIC =
      Requests.json(
          Signal.METRICS,
          """
          {"resourceMetrics":[{
            "resource":{"attributes":[{"key":"zone","value":{"intValue":"3"}}]},
            "scopeMetrics":[{"metrics":[
              {"name":"http.time","histogram":{"dataPoints":[{"count":"1"},{"count":"2"}]}}]}]}]}\
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strict, services: [other, shop]",
        "strict, span_names: ['get /cart']",
        "strict, span_kinds: [SPAN_KIND_SERVER]",
        "strict, attributes: [{key: user}]",
        "strict, attributes: [{key: user, value: ann}, {key: ok, value: true}]",
        "strict, attributes: [{key: ratio, value: 1e22}]",
        "strict, attributes: [{key: list, value: [1]}]",
        "strict, resources: [{key: zone, value: 3}]",
        "strict, libraries: [{name: lib}]",
        "strict, libraries: [{name: lib, version: '1.2'}]",
        "strict, services: [shop], span_names: ['get /cart']",
        "regexp, services: ['^sh']",
        "regexp, span_names: [cart]",
        "regexp, span_kinds: ['SERVER|CLIENT']",
        "regexp, attributes: [{key: user, value: '^a'}]",
        "regexp, attributes: [{key: ok, value: tr}]",
        "regexp, attributes: [{key: ratio, value: '^10{22}$'}]",
        "regexp, resources: [{key: zone, value: '^3$'}]",
        "regexp, libraries: [{name: li, version: '1\\.'}]",
      })
  void spansThatMatch(String properties) {
    matches(Signal.TRACES, properties, SPAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strict, services: [sho]",
        "strict, span_names: [cart]",
        "strict, span_kinds: [SPAN_KIND_CLIENT]",
        "strict, attributes: [{key: other}]",
        "strict, attributes: [{key: user, value: bob}]",
        "strict, attributes: [{key: ok, value: 'true'}]",
        "strict, attributes: [{key: list, value: [2]}]",
        "strict, attributes: [{key: user}, {key: other}]",
        "strict, resources: [{key: zone, value: '3'}]",
        "strict, libraries: [{name: lib, version: '1.3'}]",
        "strict, services: [shop], span_names: [other]",
        "regexp, services: ['^hop']",
        "regexp, attributes: [{key: list, value: '.*'}]",
      })
  void spansThatDoNotMatch(String properties) {
    differs(Signal.TRACES, properties, SPAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strict, log_bodies: ['card declined']",
        "strict, log_severity_texts: [WARN]",
        "strict, log_severity_number: {min: 13}",
        "strict, attributes: [{key: user, value: ann}]",
        "regexp, log_bodies: [declined]",
        "regexp, log_severity_texts: ['WARN|ERROR']",
      })
  void recordsThatMatch(String properties) {
    matches(Signal.LOGS, properties, LOG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strict, log_bodies: [declined]",
        "strict, log_severity_number: {min: 14}",
        "strict, log_severity_texts: [warn]",
        "strict, resources: [{key: zone}]",
      })
  void recordsThatDoNotMatch(String properties) {
    differs(Signal.LOGS, properties, LOG);
  }

  @Test
  void bodiesAreComparedAsTextAndSeverityMayBeUndefined() {
    matches(Signal.LOGS, "strict, log_bodies: ['42']", PLAIN_LOG);
    matches(Signal.LOGS, "strict, log_severity_number: {min: 1, match_undefined: true}", PLAIN_LOG);
    differs(Signal.LOGS, "strict, log_severity_number: {min: 1}", PLAIN_LOG);
  }

  @Test
  void metricsMatchByNameAndResource() {
    matches(Signal.METRICS, "strict, metric_names: [http.time]", METRIC);
    matches(Signal.METRICS, "regexp, metric_names: ['^http']", METRIC);
    matches(Signal.METRICS, "strict, resources: [{key: zone, value: 3}]", METRIC);
    differs(Signal.METRICS, "strict, metric_names: [http]", METRIC);
    differs(Signal.METRICS, "strict, metric_names: [http.time], resources: [{key: q}]", METRIC);
  }

  @Test
  void propertiesThatSayNothingOfMetricsLetAllBeEdited() {
    for (String clause : List.of("include", "exclude")) {
      Telemetry out = out(Signal.METRICS, clause, "strict, attributes: [{key: other}]", METRIC);
      assertThat(out).isNotSameAs(METRIC);
    }
  }

  @Test
  void aSpanWithoutAServiceHasTheCollectorsWordForIt() {
    Telemetry span = Requests.span("[]");
    matches(Signal.TRACES, "regexp, services: ['.*']", span);
    differs(Signal.TRACES, "strict, services: ['']", span);
  }

  @Test
  void propertiesOfAnotherSignalAreRefused() {
    assertThatThrownBy(() -> out(Signal.LOGS, "include", "strict, span_names: [a]", LOG))
        .isInstanceOf(ComponentException.class)
        .hasMessage("include: span_names cannot match logs");
    assertThatThrownBy(
            () -> out(Signal.TRACES, "exclude", "strict, log_bodies: [a], services: [b]", SPAN))
        .isInstanceOf(ComponentException.class)
        .hasMessage("exclude: log_bodies cannot match traces");
  }

  @Property(tries = 100, seed = "20261123")
  void onlyWhatMatchesIsEditedAndNothingIsLost(
      @ForAll @Size(max = 20) List<@IntRange(max = 3) Integer> names) {
    StringBuilder json = new StringBuilder("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[");
    for (int i = 0; i < names.size(); i++) {
      json.append(i == 0 ? "" : ",").append("{\"name\":\"n").append(names.get(i)).append("\"}");
    }
    Telemetry in = Requests.json(Signal.TRACES, json.append("]}]}]}").toString());
    Telemetry out = out(Signal.TRACES, "include", "strict, span_names: [n1, n2]", in);
    long hits = names.stream().filter(n -> n == 1 || n == 2).count();
    assertThat(Validator.validate(Signal.TRACES, out.payload().contiguous()))
        .isEqualTo(names.size());
    assertThat(Requests.text(out).split("\"new\"", -1)).hasSize((int) hits + 1);
    assertThat(out == in).isEqualTo(hits == 0);
  }

  private static void matches(Signal signal, String properties, Telemetry in) {
    Telemetry out = out(signal, "include", properties, in);
    assertThat(Requests.text(out)).contains("\"key\":\"new\"");
    assertThat(out.itemCount()).isEqualTo(in.itemCount());
    assertThat(out(signal, "exclude", properties, in)).isSameAs(in);
  }

  private static void differs(Signal signal, String properties, Telemetry in) {
    assertThat(out(signal, "include", properties, in)).isSameAs(in);
    assertThat(Requests.text(out(signal, "exclude", properties, in))).contains("\"key\":\"new\"");
  }

  private static Telemetry out(Signal signal, String clause, String properties, Telemetry in) {
    RecordingConsumer next = new RecordingConsumer();
    new AttributesProcessorFactory()
        .create(
            TestSettings.of("attributes").settings(),
            Configs.bind(
                AttributesProcessorConfig.class,
                "actions: [{key: new, action: insert, value: 1}]\n%s: {match_type: %s}\n"
                    .formatted(clause, properties)),
            signal,
            next)
        .consume(Context.EMPTY, in);
    return next.received().getFirst().telemetry();
  }
}
