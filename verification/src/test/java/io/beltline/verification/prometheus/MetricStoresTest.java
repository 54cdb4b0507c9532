package io.beltline.verification.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.flow.MetricsPage;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.CortexServer;
import io.beltline.verification.peer.MetricStore;
import io.beltline.verification.peer.MimirServer;
import io.beltline.verification.peer.PrometheusServer.Point;
import io.beltline.verification.peer.ThanosServer;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stores that keep tenants apart take what is sent to them: each tenant has its own samples though
 * the store and the collector are killed, and what a store refuses costs nothing but itself.
 */
@Tag("long") // it builds Thanos, Cortex and Mimir, some minutes each the first time
class MetricStoresTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int SERIES = 20;
  private static final String LATE = "7";

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%1$s', create_directory: true}
        headers_setter: {headers: [{key: %2$s, from_context: x-tenant}]}
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%3$d', include_metadata: true}}}
      exporters:
        prometheus_remote_write:
          endpoint: %4$s
          auth: {authenticator: headers_setter}
          sending_queue: {storage: file_storage}
          retry_on_failure: {initial_interval: 50ms, max_interval: 500ms}
      service:
        extensions: [file_storage, headers_setter]
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %5$d}}}}]}
        pipelines:
          metrics: {receivers: [otlp], exporters: [prometheus_remote_write]}
      """;

  /** The stores that can be had. */
  enum Kind {
    THANOS,
    CORTEX,
    MIMIR;

    MetricStore at(Path folder) throws Exception {
      return switch (this) {
        case THANOS -> new ThanosServer(folder);
        case CORTEX -> new CortexServer(folder);
        case MIMIR -> new MimirServer(folder);
      };
    }
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void each_tenant_has_its_own_samples_after_a_kill_of_the_store_and_of_the_collector(
      Kind kind, TestReporter reporter) throws Exception {
    try (MetricStore store = kind.at(folder)) {
      store.start();
      int[] ports = Ports.free(2);
      String config = config(store, "storage", ports);
      Map<String, Map<String, List<Point>>> sent = new TreeMap<>();
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
        sendRound(ports[0], sent);
        await(store, sent);
        store.kill();
        sendRound(ports[0], sent);
        sendRound(ports[0], sent);
        collector.process().kill();
      }
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
        sendRound(ports[0], sent);
        assertThat(collector.stop()).as(collector.process().log()).isZero();
      }
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
        long waiting = MetricsPage.at(ports[1]).count("otelcol_exporter_queue_size");
        assertThat(waiting).as("requests that wait on disk").isGreaterThanOrEqualTo(6);
        store.start();
        sendRound(ports[0], sent);
        await(store, sent);
        assertThat(collector.stop()).as(collector.process().log()).isZero();
        reporter.publishEntry(Map.of("store", store.toString(), "waited", waiting + " requests"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_store_refuses_costs_nothing_but_itself(Kind kind, TestReporter reporter)
      throws Exception {
    try (MetricStore store = kind.at(folder)) {
      store.start();
      Map<String, Map<String, List<Point>>> sent = new TreeMap<>();
      int[] ports = Ports.free(2);
      long start = System.currentTimeMillis();
      String config = config(store, "first", ports);
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
        send(ports[0], "a", start, start, sent);
        await(store, sent);
        assertThat(collector.stop()).as(collector.process().log()).isZero();
      }
      // One that remembers nothing of the series puts the late sample among its neighbours.
      config = config(store, "second", ports);
      try (BeltlineProcess collector = BeltlineProcess.start(folder, config, ports)) {
        send(ports[0], "a", start + 1000, start - 1000, sent);
        send(ports[0], "a", start + 2000, start + 2000, sent);
        Objects.requireNonNull(sent.get("a").get(LATE)).remove(1);
        await(store, sent);
        MetricsPage page = MetricsPage.at(ports[1]);
        assertThat(page.count("beltline_exporter_dead_lettered_metric_points"))
            .as(page.text())
            .isEqualTo(1);
        assertThat(collector.process().log()).contains("HTTP " + store.conflict());
        reporter.publishEntry(
            Map.of(
                "store", store.toString(),
                "requests to find the one",
                    Long.toString(page.count("beltline_exporter_bisect_requests"))));
        assertThat(collector.stop()).as(collector.process().log()).isZero();
      }
    }
  }

  private String config(MetricStore store, String storage, int[] ports) {
    return CONFIG.formatted(
        folder.resolve(storage), store.tenantHeader(), ports[0], store.endpoint(), ports[1]);
  }

  private static void sendRound(int port, Map<String, Map<String, List<Point>>> sent)
      throws Exception {
    long time = System.currentTimeMillis();
    for (String tenant : List.of("a", "b")) {
      send(port, tenant, time, time, sent);
    }
  }

  /** Sends a sample of each series of a tenant, and notes it. */
  private static void send(
      int port, String tenant, long time, long late, Map<String, Map<String, List<Point>>> sent)
      throws Exception {
    Map<String, List<Point>> series = sent.computeIfAbsent(tenant, none -> new TreeMap<>());
    StringBuilder points = new StringBuilder();
    for (int n = 0; n < SERIES; n++) {
      String name = Integer.toString(n);
      long at = name.equals(LATE) ? late : time;
      List<Point> before = series.computeIfAbsent(name, none -> new ArrayList<>());
      double value = (before.size() + 1) * 100 + n + (tenant.equals("a") ? 0 : 50);
      before.add(new Point(at, value));
      points
          .append(n == 0 ? "" : ",")
          .append("{\"timeUnixNano\":\"%d000000\",\"asDouble\":%s,".formatted(at, value))
          .append(
              "\"attributes\":[{\"key\":\"n\",\"value\":{\"stringValue\":\"%d\"}}]}".formatted(n));
    }
    String json =
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"depth\",\"gauge\":{\"dataPoints\":[%s]}}]}]}]}"
            .formatted(points);
    Web.post(
        port,
        "/v1/metrics",
        Map.of("Content-Type", "application/json", "X-Tenant", tenant),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits until the store has what was sent, and nothing else. */
  private static void await(MetricStore store, Map<String, Map<String, List<Point>>> sent)
      throws Exception {
    for (Map.Entry<String, Map<String, List<Point>>> tenant : sent.entrySet()) {
      int points = count(tenant.getValue());
      Map<String, List<Point>> found =
          Eventually.answer(
              LIMIT,
              () -> points + " samples of tenant " + tenant.getKey() + " in " + store,
              store::log,
              () ->
                  Optional.of(store.series(tenant.getKey(), "depth", "n"))
                      .filter(all -> count(all) >= points));
      assertThat(found).isEqualTo(tenant.getValue());
    }
  }

  private static int count(Map<String, List<Point>> series) {
    return series.values().stream().mapToInt(List::size).sum();
  }
}
