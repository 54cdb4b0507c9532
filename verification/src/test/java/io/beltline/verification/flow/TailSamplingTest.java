package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector that samples traces, is killed in the middle and goes on with what is on disk: every
 * trace comes whole or not at all, those with errors and slow ones all, at once where that can be.
 */
class TailSamplingTest {
  private static final int CONSUMERS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final Path REPORT =
      Path.of(System.getProperty("beltline.tail.report", "target/tail-sampling.md"));
  private static final long HEAP = 512L << 20;

  private static final String CONFIG =
      """
      extensions:
        file_storage:
          directory: ./storage
          create_directory: true
          journal: {fsync: interval, min_free_space: 0}
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%1$d'}
      processors:
        transform:
          trace_statements:
            - context: span
              conditions: ['status.code == 2']
              statements: ['set(attributes["%5$s"], UnixNano(Now()))']
        tail_sampling:
          decision_wait: %4$s
          num_traces: 200000
          maximum_pending_bytes: 400000000
          tail_storage: file_storage
          policies:
            - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
            - {name: slow, type: latency, latency: {threshold_ms: 2000}}
            - {name: some, type: probabilistic, probabilistic: {sampling_percentage: 5}}
      exporters:
        otlp:
          endpoint: '127.0.0.1:%3$d'
          tls: {insecure: true}
          sending_queue: {storage: file_storage, num_consumers: 4, queue_size: 100000}
          retry_on_failure: {initial_interval: 20ms, max_interval: 100ms}
      service:
        extensions: [file_storage]
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %2$d}}}}]}
        pipelines:
          traces: {receivers: [otlp], processors: [transform, tail_sampling], exporters: [otlp]}
      """;

  @TempDir private Path folder;

  @Test
  void every_trace_has_one_fate(TestReporter reporter) throws Exception {
    Duration pause = Duration.ofSeconds(8); // the rest of a trace is due after one, on any machine
    assertThat(sample(new Trial(200, Duration.ofSeconds(6), pause, 20_000), reporter)).isNotEmpty();
  }

  @Test
  @Tag("long") // so long and so fast as beltline.tail.seconds and beltline.tail.rate (traces) say
  void every_trace_has_one_fate_under_load(TestReporter reporter) throws Exception {
    int seconds = Integer.getInteger("beltline.tail.seconds", 600);
    int rate = Integer.getInteger("beltline.tail.rate", 2000);
    Duration length = Duration.ofSeconds(seconds);
    long[] millis = sample(new Trial(rate, length, Duration.ofSeconds(30), 200_000), reporter);
    assertThat(millis[millis.length * 99 / 100]).as("ms").isLessThan(AT_ONCE.toMillis());
  }

  /**
   * What is tried.
   *
   * @param rate traces a second
   * @param length how long
   * @param pause the decision wait
   * @param large the spans of the large trace
   */
  private record Trial(int rate, Duration length, Duration pause, int large) {
    String title() {
      return "Tail sampling: %d spans/s, decision_wait %d s, %d s"
          .formatted(rate * TracePlan.SPANS, pause.toSeconds(), length.toSeconds());
    }

    int traces() {
      int all = (int) (rate * length.toSeconds());
      return all - all % TraceLoad.TRACES;
    }
  }

  private long[] sample(Trial trial, TestReporter reporter) throws Exception {
    int traces = trial.traces();
    int[] ports = Ports.free(2);
    try (TraceSink sink = new TraceSink(traces, trial.large());
        TraceLoad load = new TraceLoad(ports[0], traces)) {
      String config =
          CONFIG.formatted(
              ports[0], ports[1], sink.port(), trial.pause().toSeconds() + "s", TraceSink.TAKEN);
      TailReport report = new TailReport(traces, sink, load);
      BeltlineProcess collector = start(config, ports);
      Thread large = Thread.ofVirtual().unstarted(() -> load.large(trial.large()));
      try {
        Thread sending = Thread.startVirtualThread(() -> run(load, trial.rate()));
        RealClock.INSTANCE.sleep(trial.length().dividedBy(4));
        large.start();
        RealClock.INSTANCE.sleep(trial.length().dividedBy(4));
        MetricsPage before = MetricsPage.at(ports[1]);
        report.put(
            "spans waiting before the kill",
            before.count("beltline_processor_tail_sampling_pending_spans"));
        long peak = collector.memory().peak();
        int unanswered = load.unanswered();
        long killed = System.nanoTime();
        collector.process().kill();
        collector.close();
        collector = start(config, ports);
        long back = System.nanoTime();
        report.put("away for ms", Duration.ofNanos(back - killed).toMillis());
        sending.join();
        large.join();
        awaitRest(collector, ports[1]);
        peak = Math.max(peak, collector.memory().peak());
        report.put(
            "spans found after it",
            MetricsPage.at(ports[1]).count("beltline_ledger_items", "recovered"));
        report.put("largest resident memory MiB", peak >> 20);
        report.checkTraces(trial.large());
        report.checkDoubled(
            unanswered * (long) TraceLoad.REQUEST + (CONSUMERS + 1) * sink.largest());
        long[] delays = report.delays(killed, back);
        assertThat(peak).isLessThan(1L << 30);
        assertThat(collector.stop()).as(collector.process().log()).isZero();
        return delays;
      } finally {
        collector.close();
        reporter.publishEntry(report.figures());
        report.write(REPORT, trial.title());
      }
    }
  }

  private BeltlineProcess start(String config, int... ports) throws Exception {
    return BeltlineProcess.start(
        List.of("env", "BELTLINE_JAVA_OPTS=-Xmx" + HEAP), folder, config, ports);
  }

  private static void run(TraceLoad load, int rate) {
    try {
      load.run(rate);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitRest(BeltlineProcess collector, int metrics) throws Exception {
    AtomicReference<MetricsPage> last = new AtomicReference<>(MetricsPage.at(metrics));
    Eventually.answer(
        LIMIT,
        () -> "nothing waits and nothing is in flight",
        () -> collector.process().log() + last.get().text(),
        () -> {
          MetricsPage page = MetricsPage.at(metrics);
          last.set(page);
          return Optional.of(page)
              .filter(
                  now ->
                      now.count("beltline_processor_tail_sampling_pending_spans") == 0
                          && now.count("beltline_ledger_in_flight_items") == 0);
        });
  }
}
