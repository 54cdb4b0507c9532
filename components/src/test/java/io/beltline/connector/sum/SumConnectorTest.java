package io.beltline.connector.sum;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.connector.Outputs;
import io.beltline.connector.Points;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SumConnectorTest {
  private final TestSettings settings = TestSettings.of("sum");
  private final Outputs outputs = Outputs.of("metrics");

  private Connector started(String yaml) {
    Connector connector =
        new SumConnectorFactory()
            .create(settings.settings(), Configs.bind(SumConfig.class, yaml), outputs);
    connector.start(new TestHost(new FakeClock()));
    return connector;
  }

  private List<String> lines() {
    return outputs.get("metrics").received().stream()
        .flatMap(call -> Points.lines(call.telemetry()).stream())
        .toList();
  }

  private static String text(String value) {
    return "{\"stringValue\":\"" + value + "\"}";
  }

  private static Telemetry logs(String... attributes) {
    StringBuilder records = new StringBuilder();
    for (String one : attributes) {
      records
          .append(records.isEmpty() ? "" : ",")
          .append("{\"attributes\":")
          .append(one)
          .append('}');
    }
    return Requests.json(
        Signal.LOGS, "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + records + "]}]}]}");
  }

  private long records(String outcome) {
    return settings
        .meter()
        .count("beltline_connector_sum_records", Map.of("metric", "total", "outcome", outcome));
  }

  @Test
  void numbersOfEveryTypeAreSummed() {
    Connector connector = started("{logs: {total: {source_attribute: n, description: all}}}");
    assertThat(
            connector.consume(
                Context.EMPTY,
                logs(
                    Requests.attributes("n", "{\"intValue\":\"2\"}"),
                    Requests.attributes("n", "{\"doubleValue\":0.5}"),
                    Requests.attributes("n", text("1.25")),
                    Requests.attributes("n", text("many")),
                    Requests.attributes("n", text(" 4")),
                    Requests.attributes("n", "{\"boolValue\":true}"),
                    "[]")))
        .isEqualTo(ConsumeResult.accepted());
    assertThat(lines()).containsExactly("total{} 3.75");
    assertThat(Requests.text(outputs.get("metrics").received().getLast().telemetry()))
        .contains("\"description\":\"all\"", "\"aggregationTemporality\":1,\"isMonotonic\":true")
        .contains("\"timeUnixNano\":\"1767225600000000000\"");
    assertThat(records("taken")).isEqualTo(3);
    assertThat(records("no_number")).isEqualTo(4);
    assertThat(settings.ledger().booked()).containsExactlyEntriesOf(Map.of("created{sum}", 1L));
  }

  /** Source: strconv.ParseFloat, which knows no suffixes. */
  @Test
  void aTextWithAUnitIsNoNumber() {
    Connector connector = started("{logs: {total: {source_attribute: n}}}");
    for (String none : List.of("30d", "12h", "5f", "1D", "1F", "0x1p3d", "5 ", "5\\t", "NaN", "")) {
      connector.consume(Context.EMPTY, logs(Requests.attributes("n", text(none))));
      assertThat(lines()).as(none).isEmpty();
    }
    assertThat(records("no_number")).isEqualTo(10);
    connector.consume(
        Context.EMPTY,
        logs(Requests.attributes("n", text("2.5e1")), Requests.attributes("n", text("0x1p3"))));
    assertThat(lines()).containsExactly("total{} 33.0");
  }

  @Test
  void attributesKeepSumsApart() {
    Connector connector =
        started(
            """
            logs:
              total:
                source_attribute: n
                conditions: ['attributes["skip"] == nil']
                attributes:
                  - {key: a}
                  - {key: b, default_value: none}
            """);
    String two = "{\"intValue\":\"2\"}";
    connector.consume(
        Context.EMPTY,
        logs(
            Requests.attributes("n", two, "a", text("x"), "b", text("y")),
            Requests.attributes("n", two, "a", text("x"), "b", text("y")),
            Requests.attributes("n", two, "a", "{\"intValue\":\"0\"}"),
            Requests.attributes("n", two, "a", text("x"), "skip", text("1")),
            Requests.attributes("n", two)));
    assertThat(lines()).containsExactly("total{a=0, b=none} 2.0", "total{a=x, b=y} 4.0");
    assertThat(records("no_match")).isEqualTo(1);
    assertThat(records("no_attribute")).isEqualTo(1);
  }

  @Test
  void spansEventsAndPoints() {
    String seven = Requests.attributes("n", "{\"intValue\":\"7\"}");
    Connector connector =
        started(
            "{spans: {s: {source_attribute: n}}, spanevents: {e: {source_attribute: n}},"
                + " datapoints: {p: {source_attribute: n}}}");
    connector.consume(
        Context.EMPTY,
        Spans.raw(
            "shop", Spans.span("a", 3, seven, ",\"events\":[{\"attributes\":" + seven + "}]")));
    connector.consume(
        Context.EMPTY,
        Requests.json(
            Signal.METRICS,
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\",\"gauge\":"
                + "{\"dataPoints\":[{\"asInt\":\"1\",\"attributes\":"
                + seven
                + "}]}}]}]}]}"));
    assertThat(connector.consume(Context.EMPTY, logs(seven)).isAccepted()).isTrue();
    assertThat(lines()).containsExactly("e{} 7.0", "s{} 7.0", "p{} 7.0");
  }

  @Property(tries = 50, seed = "20261128")
  void sumsAddUp(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -100, max = 100) Integer> values) {
    SumConnectorTest fresh = new SumConnectorTest();
    fresh
        .started("{logs: {total: {source_attribute: n, attributes: [{key: n}]}}}")
        .consume(
            Context.EMPTY,
            logs(
                values.stream()
                    .map(v -> Requests.attributes("n", "{\"intValue\":\"" + v + "\"}"))
                    .toArray(String[]::new)));
    double sum =
        fresh.lines().stream()
            .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
            .sum();
    assertThat(sum).isEqualTo(values.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void defaults() {
    assertThat(Configs.bind(SumConfig.class, "{logs: {n: {source_attribute: a}}}"))
        .isEqualTo(
            new SumConfig(
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("n", new SumConfig.MetricConfig("", "a", List.of(), List.of()))));
  }

  @Test
  void problems() {
    assertThat(
            Configs.problems(
                SumConfig.class,
                """
                spans:
                  a:
                    source_attribute: n
                    conditions: ['span.nam == "x"']
                metrics:
                  c: {source_attribute: x}
                logs:
                  e:
                    attributes:
                      - {default_value: 1}
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("4: spans::a::conditions::0: span has no field \"nam\""),
            p -> assertThat(p).startsWith("5: metrics: have no attributes to sum"),
            p -> assertThat(p).startsWith("8: logs::e::source_attribute: is missing"),
            p -> assertThat(p).startsWith("10: logs::e::attributes::0::key: is missing"));
  }
}
