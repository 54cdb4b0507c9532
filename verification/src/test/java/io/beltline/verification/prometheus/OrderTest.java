package io.beltline.verification.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.flow.MetricsPage;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.PrometheusRelease;
import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.peer.PrometheusServer.Point;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import io.beltline.verification.prometheus.Targets.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Samples of many targets that send at once come to a real Prometheus in their order, though it is
 * killed and away for a while, and the collector is killed meanwhile, ends in good order later and
 * is killed again. The server takes no sample out of order, and has none to refuse.
 */
class OrderTest {
  private static final int TARGETS = 50;
  private static final int METRICS = 50;
  private static final int ROUNDS = 24;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String OUT_OF_ORDER = "prometheus_tsdb_out_of_order_samples_total";
  private static final String ALL = "{job=\"order\",__name__=~\"order_.*\"}[1h]";

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%1$s', create_directory: true}
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:%2$d'}}}
      exporters:
        prometheus_remote_write:
          endpoint: http://127.0.0.1:%3$d/api/v1/write
          protobuf_message: '%5$s'
          sending_queue: {storage: file_storage}
          retry_on_failure: {initial_interval: 50ms, max_interval: 500ms}
      service:
        extensions: [file_storage]
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %4$d}}}}]}
        pipelines:
          metrics: {receivers: [otlp], exporters: [prometheus_remote_write]}
      """;

  @TempDir private Path folder;

  static Stream<Arguments> servers() {
    return PrometheusRelease.all().stream()
        .flatMap(
            release ->
                release.takesRemoteWrite2()
                    ? Stream.of(
                        Arguments.of(release, "io.prometheus.write.v2.Request"),
                        Arguments.of(release, "prometheus.WriteRequest"))
                    : Stream.of(Arguments.of(release, "")));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void every_sample_is_there_and_none_came_out_of_order(
      PrometheusRelease release, String message, TestReporter reporter) throws Exception {
    int[] ports = Ports.free(3);
    String config =
        CONFIG.formatted(folder.resolve("storage"), ports[0], ports[1], ports[2], message);
    int[] listening = {ports[0], ports[2]};
    PrometheusServer server = server(release, ports[1]);
    BeltlineProcess collector = BeltlineProcess.start(folder, config, listening);
    try (Targets targets = new Targets(ports[0], TARGETS, METRICS, ROUNDS)) {
      targets.allow(12);
      targets.awaitTaken(4);
      server.query("count(order_1)", TARGETS);
      tookAllInOrder(server, ports[1]);
      server.process().kill();
      targets.awaitTaken(8);
      collector.process().kill();
      collector = BeltlineProcess.start(folder, config, listening);
      targets.awaitTaken(12);
      long waiting = MetricsPage.at(ports[2]).count("otelcol_exporter_queue_size");
      assertThat(waiting).as("requests that wait on disk").isGreaterThan(TARGETS);
      server = server(release, ports[1]);

      targets.allow(ROUNDS);
      targets.awaitTaken(16);
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      collector = BeltlineProcess.start(folder, config, listening);
      targets.awaitTaken(20);
      collector.process().kill();
      collector = BeltlineProcess.start(folder, config, listening);
      Map<Series, List<Point>> sent = targets.sent();

      awaitNothingInFlight(collector, ports[2]);
      areTheSame(server, sent);
      tookAllInOrder(server, ports[1]);
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      reporter.publishEntry(
          Map.of(
              "server", release.toString(),
              "samples", Integer.toString(TARGETS * METRICS * ROUNDS),
              "requests that waited during the outage", Long.toString(waiting)));
    } finally {
      collector.close();
      server.close();
    }
  }

  private static void awaitNothingInFlight(BeltlineProcess collector, int port) throws Exception {
    Eventually.answer(
        LIMIT,
        () -> "nothing in flight",
        collector.process()::log,
        () ->
            Optional.of(MetricsPage.at(port))
                .filter(page -> page.count("beltline_ledger_in_flight_items") == 0));
  }

  private PrometheusServer server(PrometheusRelease release, int port) throws Exception {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    return PrometheusServer.start(
        release, folder, config, port, "--web.enable-remote-write-receiver");
  }

  /** The server has refused nothing as out of order, nor a second value for a time. */
  private static void tookAllInOrder(PrometheusServer server, int port) throws Exception {
    MetricsPage page = MetricsPage.at(port);
    assertThat(page.text()).contains(OUT_OF_ORDER);
    assertThat(page.count(OUT_OF_ORDER)).as(server.process().log()).isZero();
    assertThat(server.process().log().toLowerCase(Locale.ROOT))
        .doesNotContain("out of order", "out-of-order", "duplicate sample");
  }

  private static void areTheSame(PrometheusServer server, Map<Series, List<Point>> sent)
      throws Exception {
    Map<Series, List<Point>> found = new TreeMap<>();
    server
        .series(ALL)
        .forEach(
            (labels, points) ->
                found.put(
                    new Series(
                        labels.getOrDefault("instance", ""), labels.getOrDefault("__name__", "")),
                    points));
    assertThat(found.keySet()).hasSize(TARGETS * METRICS).isEqualTo(sent.keySet());
    for (Map.Entry<Series, List<Point>> each : sent.entrySet()) {
      assertThat(each.getValue()).hasSize(ROUNDS);
      assertThat(found.get(each.getKey())).as("%s", each.getKey()).isEqualTo(each.getValue());
    }
  }
}
