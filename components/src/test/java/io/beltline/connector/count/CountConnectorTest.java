package io.beltline.connector.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Batching;
import io.beltline.api.ClientInfo;
import io.beltline.api.Connector;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.PipelineId;
import io.beltline.api.Status;
import io.beltline.connector.Outputs;
import io.beltline.connector.Points;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.Hostile;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CountConnectorTest {
  private final TestSettings settings = TestSettings.of("count");
  private final Outputs outputs = Outputs.of("metrics");

  private Connector started(String yaml) {
    Connector connector =
        new CountConnectorFactory()
            .create(settings.settings(), Configs.bind(CountConfig.class, yaml), outputs);
    connector.start(new TestHost(new FakeClock()));
    return connector;
  }

  private List<String> lines() {
    return outputs.get("metrics").received().stream()
        .flatMap(call -> Points.lines(call.telemetry()).stream())
        .toList();
  }

  private String sent() {
    return Requests.text(outputs.get("metrics").received().getLast().telemetry());
  }

  private static String text(String value) {
    return "{\"stringValue\":\"" + value + "\"}";
  }

  private static String events(String... names) {
    StringBuilder json = new StringBuilder(",\"events\":[");
    for (String name : names) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
          .append("{\"timeUnixNano\":\"5\",\"name\":\"")
          .append(name)
          .append("\",\"attributes\":")
          .append(Requests.attributes("e", text(name)))
          .append('}');
    }
    return json + "]";
  }

  private static Telemetry logs(String... attributes) {
    StringBuilder records = new StringBuilder();
    for (String one : attributes) {
      records
          .append(records.isEmpty() ? "" : ",")
          .append("{\"timeUnixNano\":\"7\",\"severityNumber\":17,\"attributes\":")
          .append(one)
          .append('}');
    }
    return Requests.json(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
            + Requests.attributes("env", text("resource"), "r", text("1"))
            + "},\"scopeLogs\":[{\"scope\":{\"name\":\"s\",\"attributes\":"
            + Requests.attributes("scoped", text("yes"))
            + "},\"logRecords\":["
            + records
            + "]}]}]}");
  }

  @Test
  void spansAndEventsAreCounted() {
    Connector connector = started("{}");
    Telemetry traces =
        Spans.raw(
            "shop",
            Spans.span("a", 3, "[]", events("x", "y")) + "," + Spans.span("b", 5, "[]", ""));
    assertThat(connector.consume(Context.EMPTY, traces)).isEqualTo(ConsumeResult.accepted());
    assertThat(lines()).containsExactly("trace.span.count{} 2", "trace.span.event.count{} 2");
    assertThat(sent())
        .contains("\"key\":\"service.name\"", "connector/countconnector")
        .contains("\"startTimeUnixNano\":\"1000000000\",\"timeUnixNano\":\"1005000000\"")
        .contains("\"startTimeUnixNano\":\"5\",\"timeUnixNano\":\"5\"")
        .contains("\"description\":\"The number of spans observed.\"")
        .contains("\"aggregationTemporality\":1,\"isMonotonic\":true");
    assertThat(settings.ledger().booked()).containsExactlyEntriesOf(Map.of("created{count}", 2L));
  }

  @Test
  void metricsAndPointsAreCounted() {
    started("{}").consume(Context.EMPTY, Numbered.of(Signal.METRICS, 1, 3, 5));
    assertThat(lines()).containsExactly("metric.count{} 3", "metric.datapoint.count{} 3");
  }

  @Test
  void logsAreCounted() {
    started("{}").consume(Context.EMPTY, Numbered.of(Signal.LOGS, 1, 4, 5));
    assertThat(lines()).containsExactly("log.record.count{} 4");
  }

  @Test
  void whereOneConditionHolds() {
    Connector connector =
        started(
            """
            spans:
              slow: {conditions: ['span.name == "a"', 'name == "c"']}
            spanevents:
              x: {description: d, conditions: ['spanevent.attributes["e"] == "x"']}
            """);
    connector.consume(
        Context.EMPTY,
        Spans.raw(
            "shop",
            Spans.span("a", 3, "[]", events("x", "y")) + "," + Spans.span("b", 5, "[]", "")));
    assertThat(lines()).containsExactly("slow{} 1", "x{} 1");
    assertThat(sent()).contains("\"description\":\"d\"").doesNotContain("trace.span.count");
    connector.consume(Context.EMPTY, Spans.raw("shop", Spans.span("b", 5, "[]", "")));
    assertThat(outputs.get("metrics").received()).hasSize(1);
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_connector_count_records",
                    Map.of("metric", "slow", "outcome", "no_match")))
        .isEqualTo(2);
  }

  @Test
  void attributesComeFromRecordScopeResourceOrDefault() {
    Connector connector =
        started(
            """
            logs:
              n:
                attributes:
                  - {key: env}
                  - {key: scoped}
                  - {key: r}
                  - {key: kind, default_value: 7}
            """);
    connector.consume(
        Context.EMPTY,
        logs(
            Requests.attributes("env", text("own"), "kind", text("k")),
            Requests.attributes("env", text("own"), "kind", text("k")),
            "[]"));
    assertThat(lines())
        .containsExactly(
            "n{env=own, kind=k, r=1, scoped=yes} 2", "n{env=resource, kind=7, r=1, scoped=yes} 1");
    assertThat(sent()).contains("{\"key\":\"kind\",\"value\":{\"intValue\":\"7\"}}");
  }

  @Test
  void defaultsOfEveryType() {
    started(
            """
            logs:
              n:
                attributes:
                  - {key: a, default_value: text}
                  - {key: b, default_value: 1.5}
                  - {key: c, default_value: true}
                  - {key: d, default_value: [1, x]}
                  - {key: e, default_value: {f: g}}
            """)
        .consume(Context.EMPTY, logs("[]"));
    assertThat(lines()).containsExactly("n{a=text, b=1.5, c=true, d=[1,\"x\"], e={\"f\":\"g\"}} 1");
  }

  @Test
  void recordsWithoutAnAttributeAreLeftOut() {
    Connector connector = started("{logs: {n: {attributes: [{key: none}]}}}");
    assertThat(connector.consume(Context.EMPTY, logs("[]"))).isEqualTo(ConsumeResult.accepted());
    assertThat(lines()).isEmpty();
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_connector_count_records",
                    Map.of("metric", "n", "outcome", "no_attribute")))
        .isEqualTo(1);
  }

  @Test
  void aConditionThatFailsCountsNothingAndIsCounted() {
    Connector connector =
        started("{logs: {n: {conditions: ['Int(attributes[\"x\"]) + attributes[\"x\"] > 1']}}}");
    assertThat(
            connector
                .consume(Context.EMPTY, logs(Requests.attributes("x", text("7"))))
                .isAccepted())
        .isTrue();
    assertThat(lines()).isEmpty();
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_connector_count_records", Map.of("metric", "n", "outcome", "failed")))
        .isEqualTo(1);
  }

  @Test
  void eachResourceHasItsOwnCounts() {
    Connector connector = started("{}");
    Telemetry two =
        Requests.json(
            Signal.LOGS,
            "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
                + Requests.attributes("r", text("1"))
                + "},\"scopeLogs\":[{\"logRecords\":[{},{}]},{\"logRecords\":[{}]}]},"
                + "{\"resource\":{},\"scopeLogs\":[{\"logRecords\":[{}]}]}]}");
    connector.consume(Context.EMPTY, two);
    assertThat(lines()).containsExactly("log.record.count{} 1", "log.record.count{} 3");
  }

  @Test
  void whatMetricsDestinationsSayIsPassedBack() {
    Connector connector = started("{}");
    Telemetry logs = logs("[]");
    ConsumeResult later = ConsumeResult.unavailable("later", Duration.ofSeconds(3));
    outputs.get("metrics").answering(later);
    assertThat(connector.consume(Context.EMPTY, logs)).isEqualTo(later);
    ConsumeResult never = new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never");
    outputs.get("metrics").answering(never);
    assertThat(connector.consume(Context.EMPTY, logs)).isEqualTo(never);
    assertThat(settings.ledger().booked()).isEmpty();
  }

  @Test
  void rejectedPointsAreNoRejectedRecords() {
    CountConfig config = Configs.bind(CountConfig.class, "{}");
    RecordingConsumer metrics =
        new RecordingConsumer().answering(new ConsumeResult.Accepted(1, "one was bad"));
    Connector connector =
        new CountConnectorFactory()
            .create(
                settings.settings(),
                config,
                new ConnectorOutputs() {
                  @Override
                  public Map<PipelineId, Consumer> pipelines(Signal signal) {
                    return Map.of(new PipelineId(signal, ""), metrics);
                  }

                  @Override
                  public Consumer all(Signal signal) {
                    return metrics;
                  }
                });
    connector.start(new TestHost(new FakeClock()));
    assertThat(connector.consume(Context.EMPTY, logs("[]")))
        .isEqualTo(new ConsumeResult.Accepted(0, "one was bad"));
  }

  @Test
  void metricsKnowTheSenderButAreNotBatchedAsTheRecords() {
    Context context =
        Context.of(new ClientInfo("a", "grpc"), Metadata.of(Map.of("tenant", List.of("t"))))
            .withBatching(new Batching("batch", Duration.ZERO, 1, 1, List.of(), 0));
    started("{}").consume(context, logs("[]"));
    Context passed = outputs.get("metrics").received().getLast().context();
    assertThat(passed.metadata()).isEqualTo(context.metadata());
    assertThat(passed.batching()).isNull();
  }

  @Test
  void damagedRequestsAreNoFault() {
    Connector connector = started("{}");
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      for (Telemetry hostile : Hostile.of(signal)) {
        try {
          assertThat(connector.consume(Context.EMPTY, hostile)).isNotNull();
        } catch (io.beltline.model.MalformedTelemetryException told) {
          assertThat(told.getMessage()).isNotEmpty();
        }
      }
    }
  }

  @Property(tries = 50, seed = "20261128")
  void countsAddUpToTheRecords(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 5) Integer> values) {
    CountConnectorTest fresh = new CountConnectorTest();
    fresh
        .started("{logs: {n: {attributes: [{key: v}]}}}")
        .consume(
            Context.EMPTY,
            logs(
                values.stream()
                    .map(v -> Requests.attributes("v", "{\"intValue\":\"" + v + "\"}"))
                    .toArray(String[]::new)));
    long sum =
        fresh.lines().stream()
            .mapToLong(line -> Long.parseLong(line.substring(line.indexOf("} ") + 2)))
            .sum();
    assertThat(sum).isEqualTo(values.size());
    assertThat(fresh.lines()).hasSize((int) values.stream().distinct().count());
  }

  @Test
  void defaults() {
    assertThat(Configs.bind(CountConfig.class, "{}"))
        .isEqualTo(new CountConfig(Map.of(), Map.of(), Map.of(), Map.of(), Map.of()));
    assertThat(Configs.bind(CountConfig.class, "{logs: {n: }}").logs().get("n"))
        .isEqualTo(new CountConfig.MetricConfig("", List.of(), List.of()));
  }

  @Test
  void problems() {
    assertThat(
            Configs.problems(
                CountConfig.class,
                """
                spans:
                  a:
                    conditions: ['span.nam == "x"']
                  "": {}
                spanevents:
                  b: {conditions: ['log.body == "x"']}
                metrics:
                  c:
                    attributes: [{key: x}]
                datapoints:
                  d:
                    attributes:
                      - {default_value: 1}
                logs:
                  e: {conditions: ['true', 'set(log.body, "x")']}
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("3: spans::a::conditions::0: span has no field \"nam\""),
            p -> assertThat(p).startsWith("1: spans: has a metric without a name"),
            p -> assertThat(p).startsWith("6: spanevents::b::conditions::0: "),
            p -> assertThat(p).startsWith("9: metrics::c::attributes: metrics have no attributes"),
            p -> assertThat(p).startsWith("13: datapoints::d::attributes::0::key: is missing"),
            p -> assertThat(p).startsWith("15: logs::e::conditions::1: "));
  }
}
