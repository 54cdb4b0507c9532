package io.beltline.verification.prometheus;

import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.PrometheusRelease;
import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A collector that takes OTLP and brings metrics to two servers of a release: one scrapes text, the
 * other scrapes messages and takes both versions of Remote Write. The label {@code way} tells how a
 * sample came. Closing it kills all three.
 */
final class Stand implements AutoCloseable {
  private static final String CONFIG =
      """
      receivers:
        otlp:
          protocols:
            http: {endpoint: '127.0.0.1:%1$d'}
      processors:
        delta_to_cumulative:
      exporters:
        nop:
        prometheus: {endpoint: '127.0.0.1:%2$d', enable_open_metrics: true}
        prometheus/plain:
          endpoint: '127.0.0.1:%3$d'
          enable_open_metrics: true
          translation_strategy: NoTranslation
        prometheus_remote_write/1:
          endpoint: http://127.0.0.1:%5$d/api/v1/write
          external_labels: {way: write1}
          protobuf_message: prometheus.WriteRequest
        prometheus_remote_write/2:
          endpoint: http://127.0.0.1:%5$d/api/v1/write
          external_labels: {way: write2}
      service:
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %4$d}}}}]}
        pipelines:
          metrics/pull: {receivers: [otlp], exporters: [prometheus, prometheus/plain]}
          metrics/push:
            receivers: [otlp]
            processors: [delta_to_cumulative]
            exporters: [prometheus_remote_write/1, prometheus_remote_write/2]
          traces: {receivers: [otlp], exporters: [nop]}
          logs: {receivers: [otlp], exporters: [nop]}
      """;
  private static final String SCRAPE =
      """
      global: {scrape_interval: 1s}
      scrape_configs:
        - {job_name: collector, honor_labels: true, %1$sstatic_configs: [{targets: ['127.0.0.1:%2$d'], labels: {way: %4$s}}]}
        - {job_name: plain, honor_labels: true, %1$sstatic_configs: [{targets: ['127.0.0.1:%3$d'], labels: {way: %4$s_plain}}]}
      """;

  private final int[] ports;
  private final PrometheusServer text;
  private final PrometheusServer messages;
  private final BeltlineProcess collector;

  private Stand(
      int[] ports, PrometheusServer text, PrometheusServer messages, BeltlineProcess collector) {
    this.ports = ports;
    this.text = text;
    this.messages = messages;
    this.collector = collector;
  }

  /** Starts all three, with their files in a folder. */
  static Stand start(PrometheusRelease release, Path folder) throws Exception {
    int[] ports = Ports.free(6);
    List<AutoCloseable> started = new ArrayList<>();
    try {
      PrometheusServer text = server(release, folder, "text", ports, ports[4]);
      started.add(text);
      PrometheusServer messages = server(release, folder, "messages", ports, ports[5]);
      started.add(messages);
      String config = CONFIG.formatted(ports[0], ports[1], ports[2], ports[3], ports[5]);
      int[] listening = {ports[0], ports[1], ports[2], ports[3]};
      return new Stand(ports, text, messages, BeltlineProcess.start(folder, config, listening));
    } catch (Exception | AssertionError failed) {
      for (AutoCloseable each : started) {
        each.close();
      }
      throw failed;
    }
  }

  private static PrometheusServer server(
      PrometheusRelease release, Path parent, String way, int[] ports, int port) throws Exception {
    boolean asksForMessages = way.equals("messages");
    Path folder = Files.createDirectories(parent.resolve(way));
    String protocols = release.scrapeProtocols(asksForMessages);
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"), SCRAPE.formatted(protocols, ports[1], ports[2], way));
    return PrometheusServer.start(
        release,
        folder,
        config,
        port,
        "--web.enable-remote-write-receiver",
        "--enable-feature=exemplar-storage" + (asksForMessages ? ",native-histograms" : ""));
  }

  /** Where the collector takes OTLP over HTTP. */
  int otlp() {
    return ports[0];
  }

  /** The port of the page of the exporter. */
  int page() {
    return ports[1];
  }

  /** The port of the collector's own metrics. */
  int telemetry() {
    return ports[3];
  }

  BeltlineProcess collector() {
    return collector;
  }

  /** What came as text. */
  Answers text() {
    return new Answers(text, "text");
  }

  /** What came as messages. */
  Answers messages() {
    return new Answers(messages, "messages");
  }

  /** What came by a version of Remote Write, 1 or 2. */
  Answers written(int version) {
    return new Answers(messages, "write" + version);
  }

  /** All ways that keep native histograms. */
  List<Answers> exact() {
    return List.of(messages(), written(1), written(2));
  }

  /** All ways. */
  List<Answers> all() {
    return List.of(text(), messages(), written(1), written(2));
  }

  /** What came from the exporter that translates no names, as text and as messages. */
  List<Answers> plain() {
    return List.of(new Answers(text, "text_plain"), new Answers(messages, "messages_plain"));
  }

  @Override
  public void close() {
    collector.close();
    text.close();
    messages.close();
  }
}
