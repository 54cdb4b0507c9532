package io.beltline.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.client.CountingSender;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.peer.PrometheusServer;
import io.beltline.verification.peer.PrometheusServer.Point;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counters whose senders and whose collector start again have the increase they had in truth, in a
 * real Prometheus, pulled and by remote write. The collector ends once and is killed once while
 * senders send; each sender starts again twice.
 *
 * <p>{@code increase()} guesses what lies between the ends of its range and the samples next to
 * them. A range from a sample to a sample leaves nothing to guess: then it is the sum of all steps,
 * falls taken for new beginnings. What was counted up to the first sample lies before the range.
 */
class IncreaseTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PACE = Duration.ofMillis(10);
  private static final int FIRST_CLICKS = 1000;

  private static final String CONFIG =
      """
      extensions:
        file_storage: {directory: '%1$s', create_directory: true}
      receivers:
        statsd: {endpoint: '127.0.0.1:%2$d', aggregation_interval: 1s, is_monotonic_counter: true, enable_ip_only_aggregation: true}
        otlp/delta: {protocols: {http: {endpoint: '127.0.0.1:%3$d'}}}
        otlp/round: {protocols: {http: {endpoint: '127.0.0.1:%4$d'}}}
        otlp/plain: {protocols: {http: {endpoint: '127.0.0.1:%5$d'}}}
      processors:
        cumulative_to_delta: {storage: file_storage}
        delta_to_cumulative: {storage: file_storage}
      exporters:
        prometheus: {endpoint: '127.0.0.1:%6$d', namespace: pull}
        prometheus_remote_write:
          endpoint: http://127.0.0.1:%7$d/api/v1/write
          sending_queue: {storage: file_storage}
      service:
        extensions: [file_storage]
        telemetry: {metrics: {level: none}}
        pipelines:
          metrics/delta:
            receivers: [statsd, otlp/delta]
            processors: [delta_to_cumulative]
            exporters: [prometheus, prometheus_remote_write]
          metrics/round:
            receivers: [otlp/round]
            processors: [cumulative_to_delta, delta_to_cumulative]
            exporters: [prometheus, prometheus_remote_write]
          metrics/plain:
            receivers: [otlp/plain]
            exporters: [prometheus_remote_write]
      """;
  private static final String PROMETHEUS =
      """
      global: {scrape_interval: 1s}
      scrape_configs:
        - job_name: collector
          honor_labels: true
          static_configs: [{targets: ['127.0.0.1:%d']}]
      """;

  @TempDir private Path folder;

  /** How often the senders were to start again. */
  private final AtomicInteger restarts = new AtomicInteger();

  private volatile boolean done;

  /** A sender at work. */
  private final class Sending implements Callable<Void> {
    private final CountingSender sender;
    private final long firstAfterRestart;
    private volatile long taken;

    Sending(CountingSender sender, long firstAfterRestart) {
      this.sender = sender;
      this.firstAfterRestart = firstAfterRestart;
    }

    @Override
    public @Nullable Void call() throws Exception {
      for (int restarted = 0; !done; taken = sender.numbers()) {
        if (restarted < restarts.get()) {
          restarted++;
          sender.restart();
          sender.count(firstAfterRestart);
        }
        sender.count(taken % 7 + 1);
        LockSupport.parkNanos(PACE.toNanos());
      }
      return null;
    }
  }

  @Test
  void increase_is_the_truth_over_restarts_of_senders_and_collector(TestReporter reporter)
      throws Exception {
    int[] ports = Ports.free(6);
    String config =
        CONFIG.formatted(
            folder.resolve("storage"), ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
    Path pull = Files.writeString(folder.resolve("prometheus.yml"), PROMETHEUS.formatted(ports[4]));
    int[] listening = {ports[1], ports[2], ports[3], ports[4]};
    BeltlineProcess collector = BeltlineProcess.start(folder, config, listening);
    try (PrometheusServer prometheus =
            PrometheusServer.start(folder, pull, ports[5], "--web.enable-remote-write-receiver");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Sending delta = new Sending(new CountingSender("delta", ports[1], true), 1);
      // what is counted after a restart is more than before: the value does not fall
      Sending round = new Sending(new CountingSender("round", ports[2], false), 1_000_000);
      Sending plain = new Sending(new CountingSender("plain", ports[3], false), 1);
      List<Sending> all = List.of(delta, round, plain);
      click(ports[0], 1, FIRST_CLICKS);
      for (Sending each : all) {
        each.sender.count(1);
      }
      awaitLast(prometheus, "pull_clicks_total", FIRST_CLICKS);
      awaitLast(prometheus, "clicks_total", FIRST_CLICKS);
      awaitLast(prometheus, "pull_round_orders_total", 1);
      awaitLast(prometheus, "pull_delta_orders_total", 1);

      List<Future<Void>> ends = all.stream().map(threads::submit).toList();
      try {
        click(ports[0], 30, 11); // few enough for what a socket keeps unread
        awaitLast(prometheus, "clicks_total", FIRST_CLICKS + 330);
        restartSenders(all);
        assertThat(collector.stop()).as(collector.process().log()).isZero();
        collector = BeltlineProcess.start(folder, config, listening);
        click(ports[0], 3, 100);
        awaitLast(prometheus, "clicks_total", FIRST_CLICKS + 630);
        restartSenders(all);
        collector.process().kill();
        collector = BeltlineProcess.start(folder, config, listening);
        click(ports[0], 5, 1);
        awaitMore(all);
      } finally {
        done = true;
      }
      for (Future<Void> end : ends) {
        end.get();
      }

      for (String way : List.of("", "pull_")) {
        exact(prometheus, way + "clicks_total", FIRST_CLICKS + 635);
        for (Sending each : List.of(delta, round)) {
          CountingSender sender = each.sender;
          String name = way + (each == delta ? "delta_" : "round_");
          exact(prometheus, name + "orders_total", sender.sum());
          exact(prometheus, name + "sizes_sum", sender.sum());
          exact(prometheus, name + "sizes_count", sender.numbers());
          exact(prometheus, name + "sizes_bucket{le!=\"+Inf\"}", sender.small());
        }
      }
      awaitLast(prometheus, "plain_orders_total", plain.sender.sumSinceStart());
      assertThat(increase(prometheus, "plain_orders_total", 2)).isEqualTo(plain.sender.sum() - 1.0);
      for (Sending each : all) {
        String name = each == delta ? "delta" : each == round ? "round" : "plain";
        assertThat(prometheus.points(name + "_orders_total"))
            .as("each point of " + name)
            .hasSize((int) each.sender.numbers());
      }
      reporter.publishEntry("points", Long.toString(all.stream().mapToLong(e -> e.taken).sum()));
    } finally {
      collector.close();
    }
  }

  /** Makes all senders start again, and waits until each has sent a while before and after. */
  private void restartSenders(List<Sending> all) throws Exception {
    awaitMore(all);
    restarts.incrementAndGet();
    awaitMore(all);
  }

  private static void awaitMore(List<Sending> all) throws Exception {
    for (Sending each : all) {
      long before = each.taken;
      Eventually.answer(
          LIMIT,
          () -> "more requests are taken",
          () -> "",
          () -> each.taken < before + 20 ? Optional.empty() : Optional.of(true));
    }
  }

  /** Counts clicks over StatsD, as a sender of its own. */
  private static void click(int port, int times, int clicks) throws Exception {
    byte[] packet = ("clicks:" + clicks + "|c").getBytes(StandardCharsets.US_ASCII);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < times; i++) {
        socket.send(
            new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
      }
    }
  }

  private static void awaitLast(PrometheusServer prometheus, String series, double value)
      throws Exception {
    Eventually.answer(
        LIMIT,
        () -> series + " comes to " + value,
        () -> series(prometheus, series),
        () -> {
          List<Point> points = prometheus.points(series);
          return points.isEmpty() || points.getLast().value() != value
              ? Optional.empty()
              : Optional.of(true);
        });
  }

  private static String series(PrometheusServer prometheus, String series) {
    try {
      return prometheus.points(series).toString();
    } catch (Exception unknown) {
      return unknown.toString();
    }
  }

  /** Awaits that a series comes to a total, and checks that it has never fallen on the way. */
  private static void exact(PrometheusServer prometheus, String series, double total)
      throws Exception {
    awaitLast(prometheus, series, total);
    double first = prometheus.points(series).getFirst().value();
    assertThat(increase(prometheus, series, 0)).as(series).isEqualTo(total - first);
  }

  /** The increase from the first to the last sample, which steps from sample to sample make too. */
  private static double increase(PrometheusServer prometheus, String series, int falls)
      throws Exception {
    List<Point> points = prometheus.points(series);
    long end = points.getLast().millis();
    long range = end - points.getFirst().millis();
    double sum = 0;
    int fallen = 0;
    for (int i = 1; i < points.size(); i++) {
      double before = points.get(i - 1).value();
      double now = points.get(i).value();
      fallen += now < before ? 1 : 0;
      sum += now < before ? now : now - before;
    }
    assertThat(fallen).as("falls of " + series + " " + points).isEqualTo(falls);
    String ranged = series + "[" + range + "ms]";
    assertThat(prometheus.valueAt("resets(" + ranged + ")", end)).as(series).isEqualTo(falls);
    double increase = prometheus.valueAt("increase(" + ranged + ")", end);
    assertThat(increase).as(series).isEqualTo(sum);
    return increase;
  }
}
