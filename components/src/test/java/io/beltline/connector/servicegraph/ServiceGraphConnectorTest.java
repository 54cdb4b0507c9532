package io.beltline.connector.servicegraph;

import static io.beltline.connector.servicegraph.Call.CLIENT;
import static io.beltline.connector.servicegraph.Call.CONSUMER;
import static io.beltline.connector.servicegraph.Call.PRODUCER;
import static io.beltline.connector.servicegraph.Call.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.connector.Outputs;
import io.beltline.connector.Points;
import io.beltline.extension.Configs;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.Hostile;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceGraphConnectorTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String ERROR = ",\"status\":{\"code\":2}";
  private static final String SOME_BUCKETS = "latency_histogram_buckets: [10ms, 100ms]";

  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("service_graph");
  private final Outputs outputs = Outputs.of("metrics");

  private final TestHost host = new TestHost(clock);

  private Connector started(String yaml) {
    Connector connector =
        new ServiceGraphConnectorFactory()
            .create(settings.settings(), Configs.bind(ServiceGraphConfig.class, yaml), outputs);
    connector.start(host);
    return connector;
  }

  private static void send(Connector connector, Telemetry traces) {
    assertThat(connector.consume(Context.EMPTY, traces).isAccepted()).isTrue();
  }

  private List<String> last() {
    return Points.lines(outputs.get("metrics").received().getLast().telemetry());
  }

  private List<String> totals() {
    return last().stream()
        .filter(line -> line.contains("request_total"))
        .map(line -> line.substring("traces_service_graph_request_total".length()))
        .toList();
  }

  private long count(String name) {
    return settings.meter().count("otelcol_connector_servicegraph_" + name, Map.of());
  }

  private static String edge(String client, String server, String type, boolean failed) {
    return "{client=%s, connection_type=%s, failed=%s, server=%s}"
        .formatted(client, type, failed, server);
  }

  @Test
  void twoSidesOfARequestAreOneInWhicheverOrderTheyCome() {
    Connector connector = started(SOME_BUCKETS);
    send(connector, Call.span("shop", CLIENT, 1, 10, 9, 50, ""));
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    send(connector, Call.span("stock", SERVER, 2, 21, 20, 100, ERROR));
    send(connector, Call.span("shop", CLIENT, 2, 20, 0, 200, ""));
    clock.advance(MINUTE);
    String good = edge("shop", "stock", "", false);
    String bad = edge("shop", "stock", "", true);
    assertThat(last())
        .containsExactly(
            "traces_service_graph_request_client" + good + " 1/0.05[0,1,0]",
            "traces_service_graph_request_client" + bad + " 1/0.2[0,0,1]",
            "traces_service_graph_request_failed_total" + bad + " 1",
            "traces_service_graph_request_server" + good + " 1/0.005[1,0,0]",
            "traces_service_graph_request_server" + bad + " 1/0.1[0,1,0]",
            "traces_service_graph_request_total" + good + " 1",
            "traces_service_graph_request_total" + bad + " 1");
    assertThat(count("total_edges")).isEqualTo(2);
    assertThat(count("expired_edges")).isZero();
  }

  @Test
  void pointsAreCumulativeInSecondsUnderTheScopeAndWithoutAResource() {
    Connector connector = started("metrics_timestamp_offset: 10s");
    clock.advance(Duration.ofSeconds(1));
    for (int i = 1; i <= 2; i++) {
      send(connector, Call.span("shop", CLIENT, i, 10, 0, 50, ""));
      send(connector, Call.span("stock", SERVER, i, 11, 10, 5, ""));
    }
    clock.advance(MINUTE);
    clock.advance(MINUTE);
    assertThat(totals()).containsExactly(edge("shop", "stock", "", false) + " 2");
    String json = Requests.text(outputs.get("metrics").received().getFirst().telemetry());
    assertThat(json)
        .contains("\"scope\":{\"name\":\"traces_service_graph\"}")
        .contains("\"unit\":\"s\"", "\"aggregationTemporality\":2", "\"isMonotonic\":true")
        .contains("\"key\":\"failed\",\"value\":{\"boolValue\":false}")
        .contains("\"startTimeUnixNano\":\"1767225600000000000\"")
        .contains("\"timeUnixNano\":\"1767225650000000000\"")
        .doesNotContain("service.name");
  }

  @Test
  void messagesAndDatabasesAreRequestsToo() {
    Connector connector = started("");
    send(connector, Call.span("shop", PRODUCER, 1, 10, 0, 5, ""));
    send(connector, Call.span("mail", CONSUMER, 1, 11, 10, 7, ""));
    send(connector, Call.span("shop", CLIENT, 1, 12, 10, 5, Call.attributes("db.name", "orders")));
    clock.advance(MINUTE);
    assertThat(totals())
        .containsExactlyInAnyOrder(
            edge("shop", "mail", "messaging_system", false) + " 1",
            edge("shop", "orders", "database", false) + " 1");
    assertThat(last())
        .anyMatch(line -> line.contains("request_server") && line.contains("=orders} 1/0.005"));
  }

  @Test
  void theFirstAttributeThatIsThereNamesTheDatabase() {
    Connector connector =
        started(
            "{database_name_attribute: old, database_name_attributes: [db.namespace, db.name]}");
    send(connector, Call.span("a", CLIENT, 1, 10, 0, 5, Call.attributes("db.name", "three")));
    send(connector, Call.span("b", CLIENT, 1, 11, 0, 5, Call.attributes("db.namespace", "two")));
    send(connector, Call.span("c", CLIENT, 1, 12, 0, 5, Call.attributes("old", "one")));
    clock.advance(MINUTE);
    assertThat(totals())
        .containsExactlyInAnyOrder(
            edge("a", "three", "database", false) + " 1",
            edge("b", "two", "database", false) + " 1",
            edge("c", "one", "database", false) + " 1");
  }

  @Test
  void aSideThatSendsNothingIsAVirtualNode() {
    Connector connector = started("virtual_node_extra_label: true");
    send(connector, Call.span("shop", SERVER, 1, 10, 0, 5, ""));
    send(
        connector, Call.span("shop", CLIENT, 1, 11, 10, 5, Call.attributes("peer.service", "pay")));
    send(connector, Call.span("shop", CLIENT, 1, 12, 10, 5, ""));
    send(connector, Call.span("lost", SERVER, 1, 14, 13, 5, ""));
    send(connector, Call.span("a", CLIENT, 2, 10, 0, 5, ""));
    send(connector, Call.span("b", SERVER, 2, 11, 10, 5, ""));
    clock.advance(MINUTE);
    assertThat(totals())
        .containsExactlyInAnyOrder(
            "{client=a, connection_type=, failed=false, server=b, virtual_node=} 1",
            "{client=shop, connection_type=virtual_node, failed=false, server=pay,"
                + " virtual_node=server} 1",
            "{client=shop, connection_type=virtual_node, failed=false, server=unknown,"
                + " virtual_node=server} 1",
            "{client=user, connection_type=virtual_node, failed=false, server=shop,"
                + " virtual_node=client} 1");
    assertThat(count("expired_edges")).isEqualTo(4);
  }

  @Test
  void withoutPeerAttributesNobodyIsMadeUp() {
    Connector connector = started("virtual_node_peer_attributes: []");
    send(connector, Call.span("shop", SERVER, 1, 10, 0, 5, ""));
    send(connector, Call.span("shop", CLIENT, 1, 11, 10, 5, ""));
    clock.advance(MINUTE);
    assertThat(outputs.get("metrics").received()).isEmpty();
    assertThat(count("expired_edges")).isEqualTo(2);
    assertThat(settings.meter().gauge("beltline_connector_service_graph_waiting_edges", Map.of()))
        .isZero();
  }

  @Test
  void aSideThatComesTooLateFindsNobody() {
    Connector connector = started("{store: {ttl: 5s}, store_expiration_loop: 1s}");
    send(connector, Call.span("shop", CLIENT, 1, 10, 0, 5, ""));
    clock.advance(Duration.ofSeconds(4));
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    send(connector, Call.span("shop", CLIENT, 2, 10, 0, 5, ""));
    clock.advance(Duration.ofSeconds(5));
    send(connector, Call.span("stock", SERVER, 2, 11, 10, 5, ""));
    clock.advance(MINUTE);
    assertThat(totals())
        .containsExactlyInAnyOrder(
            edge("shop", "stock", "", false) + " 1",
            edge("shop", "unknown", "virtual_node", false) + " 1");
  }

  @Test
  void dimensionsOfBothSidesAreAdded() {
    Connector connector = started("dimensions: [zone, service.name]");
    send(connector, Call.span("shop", CLIENT, 1, 10, 0, 5, Call.attributes("zone", "a")));
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, Call.attributes("zone", "b")));
    clock.advance(MINUTE);
    assertThat(totals())
        .containsExactly(
            "{client=shop, client_service.name=shop, client_zone=a, connection_type=,"
                + " failed=false, server=stock, server_service.name=stock, server_zone=b} 1");
  }

  @Test
  void spansBeyondTheLimitAreDroppedAndCounted() {
    Connector connector = started("store: {max_items: 1}");
    send(connector, Call.span("shop", CLIENT, 1, 10, 0, 5, ""));
    send(connector, Call.span("shop", CLIENT, 2, 10, 0, 5, ""));
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    assertThat(count("dropped_spans")).isEqualTo(1);
    assertThat(count("total_edges")).isEqualTo(1);
  }

  @Test
  void exponentialHistogramsFitThemselves() {
    Connector connector = started("exponential_histogram_max_size: 4");
    for (int i = 1; i <= 2; i++) {
      send(connector, Call.span("shop", CLIENT, i, 10, 0, 8L * i * i, ""));
      send(connector, Call.span("stock", SERVER, i, 11, 10, 5, ""));
    }
    clock.advance(MINUTE);
    assertThat(last())
        .anyMatch(line -> line.contains("request_client") && line.contains("} 2/0.04@"));
  }

  @Test
  void withoutAnIntervalEachRequestBringsMetrics() {
    Connector connector = started("metrics_flush_interval: 0s");
    send(connector, Call.span("shop", CLIENT, 1, 10, 0, 5, ""));
    assertThat(outputs.get("metrics").received()).isEmpty();
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    assertThat(totals()).containsExactly(edge("shop", "stock", "", false) + " 1");
    assertThat(clock.pending()).as("nothing waits").isLessThanOrEqualTo(1);
  }

  @Test
  void seriesWithoutRequestsAreForgottenAfterFifteenMinutes() {
    Connector connector = started("");
    send(connector, Call.span("shop", CLIENT, 1, 10, 0, 5, ""));
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    clock.advance(MINUTE.multipliedBy(15));
    assertThat(outputs.get("metrics").received()).hasSize(15);
    clock.advance(MINUTE.multipliedBy(5));
    assertThat(outputs.get("metrics").received()).hasSize(15);
  }

  @Test
  void refusedMetricsAreBookedAndTheNextHaveAll() {
    Connector connector = started("");
    outputs.get("metrics").answering(ConsumeResult.unavailable("busy", null));
    send(connector, Call.span("shop", CLIENT, 1, 10, 0, 5, ""));
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    clock.advance(MINUTE);
    outputs.get("metrics").answering(ConsumeResult.accepted());
    clock.advance(MINUTE);
    assertThat(totals()).containsExactly(edge("shop", "stock", "", false) + " 1");
    assertThat(settings.ledger().booked())
        .containsOnly(Map.entry("created{service_graph}", 6L), Map.entry("dropped{refused}", 3L));
  }

  @Test
  void shutdownSendsWhatIsCountedAndLeavesNothingOnTheClock() {
    Connector connector = started("");
    send(connector, Call.span("shop", CLIENT, 1, 10, 0, 5, ""));
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    send(connector, Call.span("shop", CLIENT, 2, 10, 0, 5, ""));
    connector.shutdown(Deadline.in(clock, MINUTE));
    assertThat(totals()).containsExactly(edge("shop", "stock", "", false) + " 1");
    assertThat(clock.pending()).isZero();
  }

  @Test
  void spansThatAreNoSideOfARequestAreCounted() {
    Connector connector = started("");
    send(connector, Call.span("shop", 1, 1, 10, 0, 5, ""));
    send(connector, Call.span("", SERVER, 1, 10, 0, 5, ""));
    String name = "beltline_connector_service_graph_spans";
    assertThat(settings.meter().count(name, Map.of("outcome", "other_kind"))).isEqualTo(1);
    assertThat(settings.meter().count(name, Map.of("outcome", "no_service_name"))).isEqualTo(1);
  }

  @Test
  void whoTakesItsPlaceWithTheSameConfigurationGoesOnWithItsSeriesAndWaitingSpans() {
    Connector first = started("");
    send(first, Call.span("shop", CLIENT, 1, 10, 0, 5, ""));
    send(first, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    send(first, Call.span("shop", CLIENT, 2, 10, 0, 5, ""));
    send(first, Call.span("shop", CLIENT, 3, 10, 0, 5, ""));
    first.shutdown(Deadline.in(clock, MINUTE));
    clock.advance(Duration.ofSeconds(1));
    Connector second = started("");
    send(second, Call.span("stock", SERVER, 2, 11, 10, 5, ""));
    clock.advance(MINUTE);
    assertThat(totals())
        .containsExactly(
            edge("shop", "stock", "", false) + " 2",
            edge("shop", "unknown", "virtual_node", false) + " 1");
    assertThat(Requests.text(outputs.get("metrics").received().getLast().telemetry()))
        .contains("\"startTimeUnixNano\":\"1767225600000000000\"");
    second.shutdown(Deadline.in(clock, MINUTE));
    Connector other = started("store: {max_items: 7}");
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(outputs.get("metrics").received()).as("configured otherwise").hasSize(3);
    other.shutdown(Deadline.in(clock, MINUTE));
    assertThat(clock.pending()).isZero();
  }

  @Test
  void survivesHostileTelemetry() {
    Connector connector = started("dimensions: [a, b]");
    for (Telemetry hostile : Hostile.of(Signal.TRACES)) {
      try {
        connector.consume(Context.EMPTY, hostile);
      } catch (MalformedTelemetryException told) {
        assertThat(told).hasMessageMatching(".+");
      }
    }
    send(connector, Call.span("shop", CLIENT, 1, 10, 0, 5, ""));
    send(connector, Call.span("stock", SERVER, 1, 11, 10, 5, ""));
    clock.advance(MINUTE.multipliedBy(2));
    assertThat(totals()).contains(edge("shop", "stock", "", false) + " 1");
  }

  @Test
  void manySeriesAreSentInParts() {
    Connector connector = started(SOME_BUCKETS);
    List<String> spans = new ArrayList<>();
    for (int i = 1; i <= 3000; i++) {
      spans.add(Call.json("shop", CLIENT, i, 10, 9, 50, ""));
      spans.add(Call.json("server" + i, SERVER, i, 11, 10, 40, ""));
    }
    send(connector, Call.request(spans));
    clock.advance(MINUTE);
    assertThat(outputs.get("metrics").received())
        .extracting(call -> call.telemetry().itemCount())
        .containsExactly(8192, 9000 - 8192);
    assertThat(last()).as("the rest of the last metric").hasSize(9000 - 8192);
  }
}
