package io.beltline.connector.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.connector.Outputs;
import io.beltline.extension.Configs;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.Hostile;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingConnectorTest {
  private final TestSettings settings = TestSettings.of("routing");
  private final Outputs outputs =
      Outputs.of("logs/a", "logs/b", "logs/rest", "metrics/a", "metrics/rest", "traces/a");

  private Connector started(String yaml) {
    Connector connector =
        new RoutingConnectorFactory()
            .create(settings.settings(), Configs.bind(RoutingConfig.class, yaml), outputs);
    connector.start(new TestHost(new FakeClock()));
    return connector;
  }

  private List<Long> numbers(String pipeline) {
    return outputs.get(pipeline).received().stream()
        .flatMap(call -> Numbered.numbers(call.telemetry()).stream())
        .toList();
  }

  private static Telemetry logs(String service, String... bodies) {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < bodies.length; i++) {
      records
          .append(i == 0 ? "" : ",")
          .append("{\"timeUnixNano\":\"" + (i + 1) + "\",\"body\":{\"stringValue\":\"")
          .append(bodies[i])
          .append("\"}}");
    }
    return Requests.json(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
            + Requests.attributes("service.name", "{\"stringValue\":\"" + service + "\"}")
            + "},\"scopeLogs\":[{\"logRecords\":["
            + records
            + "]}]}]}");
  }

  @Test
  void whatARouteTakesLaterOnesDoNotSee() {
    Connector connector =
        started(
            """
            default_pipelines: [logs/rest]
            table:
              - {context: log, condition: 'body == "x"', pipelines: [logs/a]}
              - {statement: 'route() where attributes["service.name"] == "shop"', pipelines: [logs/b]}
            """);
    assertThat(connector.consume(Context.EMPTY, logs("shop", "x", "y", "x")))
        .isEqualTo(ConsumeResult.accepted());
    connector.consume(Context.EMPTY, logs("other", "y"));
    assertThat(numbers("logs/a")).containsExactly(1L, 3L);
    assertThat(numbers("logs/b")).containsExactly(2L);
    assertThat(numbers("logs/rest")).containsExactly(1L);
    assertThat(
            settings.meter().count("beltline_connector_routing_items", Map.of("route", "table[0]")))
        .isEqualTo(2);
  }

  @Test
  void copiesAreSeenByLaterRoutesAndTheDefault() {
    Connector connector =
        started(
            """
            default_pipelines: [logs/rest]
            table:
              - {condition: 'log.body == "x"', action: copy, pipelines: [logs/a]}
              - {condition: 'log.body == "x" or log.body == "y"', pipelines: [logs/b]}
            """);
    connector.consume(Context.EMPTY, logs("shop", "x", "y", "z"));
    assertThat(numbers("logs/a")).containsExactly(1L);
    assertThat(numbers("logs/b")).containsExactly(1L, 2L);
    assertThat(numbers("logs/rest")).containsExactly(3L);
  }

  @Test
  void aRequestThatTakesOneWayIsHandedOnAsItIs() {
    Connector connector = started("{table: [{condition: 'true', pipelines: [logs/a, logs/b]}]}");
    Telemetry sent = logs("shop", "x", "y");
    connector.consume(Context.EMPTY, sent);
    assertThat(outputs.get("logs/a").received())
        .singleElement()
        .matches(c -> c.telemetry() == sent);
    assertThat(outputs.get("logs/b").received())
        .singleElement()
        .matches(c -> c.telemetry() == sent);
  }

  @Test
  void requestsAreToldApartByTheirHeaders() {
    Connector connector =
        started(
            """
            default_pipelines: [logs/rest]
            table:
              - {context: request, condition: 'request["X-Tenant"] == "acme"', pipelines: [logs/a]}
              - {context: request, condition: 'request["X-Tenant"] != "acme"', pipelines: [logs/b]}
            """);
    for (String tenant : List.of("acme", "other")) {
      Metadata metadata = Metadata.of(Map.of("x-tenant", List.of(tenant)));
      connector.consume(Context.of(ClientInfo.NONE, metadata), logs("shop", tenant));
    }
    connector.consume(Context.EMPTY, logs("shop", "nobody"));
    assertThat(outputs.get("logs/a").items()).isEqualTo(1);
    assertThat(outputs.get("logs/b").items()).isEqualTo(1);
    assertThat(outputs.get("logs/rest").items()).as("without the header").isEqualTo(1);
  }

  @Test
  void metricsAreRoutedWholeOrByPoint() {
    String metrics =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
          {"name":"m","gauge":{"dataPoints":[{"timeUnixNano":"1","asInt":"1"},{"timeUnixNano":"2","asInt":"2"}]}},
          {"name":"n","gauge":{"dataPoints":[{"timeUnixNano":"3","asInt":"2"}]}}]}]}]}
        """;
    Connector whole =
        started(
            "{default_pipelines: [metrics/rest], table: [{context: metric,"
                + " condition: 'name == \"m\"', pipelines: [metrics/a]}]}");
    whole.consume(Context.EMPTY, Requests.json(Signal.METRICS, metrics));
    assertThat(numbers("metrics/a")).containsExactly(1L, 2L);
    assertThat(numbers("metrics/rest")).containsExactly(3L);
    Connector points =
        started(
            "{table: [{context: datapoint, condition: 'value_int == 2', pipelines: [metrics/a]}]}");
    points.consume(Context.EMPTY, Requests.json(Signal.METRICS, metrics));
    assertThat(numbers("metrics/a")).containsExactly(1L, 2L, 2L, 3L);
    assertThat(settings.ledger().booked()).containsExactly(Map.entry("filtered{no_route}", 1L));
  }

  @Test
  void failuresRefuseTheRequestOrLetTheNextRouteTry() {
    String table =
        "default_pipelines: [logs/rest], table: [{context: log,"
            + " condition: 'ParseJSON(body)[\"a\"] == 1', pipelines: [logs/a]}]}";
    assertThat(started("{" + table).consume(Context.EMPTY, logs("s", "x")))
        .isInstanceOf(ConsumeResult.Permanent.class);
    Connector ignoring = started("{error_mode: silent, " + table);
    assertThat(ignoring.consume(Context.EMPTY, logs("s", "x")).isAccepted()).isTrue();
    assertThat(outputs.get("logs/rest").items()).isEqualTo(1);
    assertThat(
            settings
                .meter()
                .count("beltline_connector_routing_failures", Map.of("route", "table[0]")))
        .isEqualTo(2);
  }

  @Test
  void answersOfPartsMakeOneAnswer() {
    Connector connector =
        started(
            "{default_pipelines: [logs/rest], table: [{condition: 'log.body == \"x\"',"
                + " pipelines: [logs/a]}]}");
    Telemetry both = logs("s", "x", "y", "y");
    outputs
        .get("logs/rest")
        .answering(new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "too old"));
    assertThat(connector.consume(Context.EMPTY, both))
        .isEqualTo(new ConsumeResult.Accepted(2, "too old"));
    assertThat(connector.consume(Context.EMPTY, logs("s", "y")))
        .isInstanceOf(ConsumeResult.Permanent.class);
    ConsumeResult later = ConsumeResult.unavailable("later", null);
    outputs.get("logs/a").answering(later);
    assertThat(connector.consume(Context.EMPTY, both)).isEqualTo(later);
  }

  @Test
  void everyItemGoesExactlyOneWay() {
    Connector connector =
        started(
            """
            default_pipelines: [logs/rest]
            table:
              - {condition: 'log.time_unix_nano < 30', pipelines: [logs/a]}
              - {condition: 'log.time_unix_nano < 60', pipelines: [logs/b]}
            """);
    for (int from = 0; from < 100; from += 20) {
      connector.consume(Context.EMPTY, Numbered.of(Signal.LOGS, from, 20, 3));
    }
    TreeSet<Long> all = new TreeSet<>(numbers("logs/a"));
    all.addAll(numbers("logs/b"));
    all.addAll(numbers("logs/rest"));
    assertThat(all).hasSize(100);
    long items =
        outputs.get("logs/a").items()
            + outputs.get("logs/b").items()
            + outputs.get("logs/rest").items();
    assertThat(items).isEqualTo(100);
  }

  @Test
  void survivesHostileTelemetry() {
    Connector connector =
        started(
            "{error_mode: silent, table: [{condition: 'span.name == \"x\"', pipelines: [traces/a]},"
                + " {condition: 'log.body == 1', pipelines: [logs/a]},"
                + " {condition: 'datapoint.value_int == 1', pipelines: [metrics/a]}]}");
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      for (Telemetry hostile : Hostile.of(signal)) {
        try {
          assertThat(connector.consume(Context.EMPTY, hostile)).isNotNull();
        } catch (MalformedTelemetryException told) {
          assertThat(told).hasMessageMatching(".+");
        }
      }
      assertThat(connector.consume(Context.EMPTY, Numbered.of(signal, 0, 1, 1)).isAccepted())
          .isTrue();
    }
  }

  @Test
  void aPipelineThatDoesNotNameTheConnectorIsToldAtOnce() {
    assertThatThrownBy(() -> started("{table: [{condition: 'true', pipelines: [logs/nowhere]}]}"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("table::0::pipelines")
        .hasMessageContaining("logs/nowhere");
  }

  @Test
  void defaultsAreThoseOfTheGoCollector() {
    RoutingConfig config =
        Configs.bind(RoutingConfig.class, "{table: [{condition: 'true', pipelines: [logs]}]}");
    assertThat(config.errorMode()).isEqualTo(io.beltline.ottl.ErrorMode.PROPAGATE);
    assertThat(config.defaultPipelines()).isEmpty();
    assertThat(config.table().getFirst().context()).isEmpty();
    assertThat(config.table().getFirst().action()).isEqualTo(RoutingConfig.Action.MOVE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table: [] | table",
        "table: [{pipelines: [logs]}] | table::0",
        "'table: [{condition: a, statement: b, pipelines: [logs]}]' | table::0",
        "'table: [{condition: \"true\"}]' | table::0::pipelines",
        "'table: [{condition: \"true\", pipelines: [what/a]}]' | table::0::pipelines::0",
        "'table: [{condition: \"true\", pipelines: [logs, traces]}]' | table::0::pipelines",
        "'table: [{condition: \"log.what == 1\", pipelines: [logs]}]' | table::0::condition",
        "'table: [{statement: \"set(a, 1)\", pipelines: [logs]}]' | table::0::statement",
        "'table: [{context: what, condition: \"true\", pipelines: [logs]}]' | table::0::context",
        "'table: [{context: span, condition: \"true\", pipelines: [logs]}]' | table::0::condition",
        "'table: [{context: request, condition: \"true\", pipelines: [logs]}]' |"
            + " table::0::condition",
        "'table: [{condition: \"true\", pipelines: [logs], action: drop}]' | table::0::action",
        "'{error_mode: what, table: [{condition: \"true\", pipelines: [logs]}]}' | error_mode",
        "'{match_once: true, table: [{condition: \"true\", pipelines: [logs]}]}' | match_once"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String path) {
    assertThat(Configs.problems(RoutingConfig.class, yaml))
        .anyMatch(problem -> problem.startsWith("1: " + path + ": "));
  }
}
