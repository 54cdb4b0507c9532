package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.RealClock;
import io.beltline.verification.flow.TracePlan.Kind;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Eventually;
import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
  private static final Duration AROUND = Duration.ofSeconds(1);
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
          traces: {receivers: [otlp], processors: [tail_sampling], exporters: [otlp]}
      """;

  @TempDir private Path folder;

  @Test
  void every_trace_has_one_fate(TestReporter reporter) throws Exception {
    sample(new Trial(200, Duration.ofSeconds(6), Duration.ofSeconds(2), 20_000), reporter);
  }

  @Test
  @Tag("long") // as long as beltline.tail.seconds says
  void every_trace_has_one_fate_under_load(TestReporter reporter) throws Exception {
    int seconds = Integer.getInteger("beltline.tail.seconds", 600);
    int rate = Integer.getInteger("beltline.tail.rate", 2000);
    sample(new Trial(rate, Duration.ofSeconds(seconds), Duration.ofSeconds(30), 200_000), reporter);
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
    int traces() {
      int all = (int) (rate * length.toSeconds());
      return all - all % TraceLoad.TRACES;
    }
  }

  private void sample(Trial trial, TestReporter reporter) throws Exception {
    int traces = trial.traces();
    int[] ports = Ports.free(2);
    try (TraceSink sink = new TraceSink(traces, trial.large());
        TraceLoad load = new TraceLoad(ports[0], traces)) {
      String config =
          CONFIG.formatted(ports[0], ports[1], sink.port(), trial.pause().toSeconds() + "s");
      Map<String, String> figures = new LinkedHashMap<>();
      BeltlineProcess collector = start(config, ports);
      Thread large = Thread.ofVirtual().unstarted(() -> load.large(trial.large()));
      try {
        Thread sending = Thread.startVirtualThread(() -> run(load, trial.rate()));
        RealClock.INSTANCE.sleep(trial.length().dividedBy(4));
        large.start();
        RealClock.INSTANCE.sleep(trial.length().dividedBy(4));
        MetricsPage before = MetricsPage.at(ports[1]);
        figures.put(
            "pending at the kill",
            "" + before.count("beltline_processor_tail_sampling_pending_spans"));
        long peak = collector.memory().peak();
        int unanswered = load.unanswered();
        long killed = System.nanoTime();
        collector.process().kill();
        collector.close();
        collector = start(config, ports);
        long back = System.nanoTime();
        sending.join();
        large.join();
        awaitRest(collector, ports[1]);
        peak = Math.max(peak, collector.memory().peak());
        figures.put(
            "recovered", "" + MetricsPage.at(ports[1]).count("beltline_ledger_items", "recovered"));
        figures.put("away for ms", "" + Duration.ofNanos(back - killed).toMillis());
        figures.put("peak memory MiB", "" + (peak >> 20));
        check(trial, sink, load, figures, unanswered, killed, back);
        assertThat(peak).isLessThan(1L << 30);
        assertThat(collector.stop()).as(collector.process().log()).isZero();
      } finally {
        collector.close();
      }
      reporter.publishEntry(figures);
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
    Eventually.answer(
        LIMIT,
        () -> "nothing waits and nothing is in flight",
        () -> collector.process().log(),
        () ->
            Optional.of(MetricsPage.at(metrics))
                .filter(
                    page ->
                        page.count("beltline_processor_tail_sampling_pending_spans") == 0
                            && page.count("beltline_ledger_in_flight_items") == 0));
  }

  private static void check(
      Trial trial,
      TraceSink sink,
      TraceLoad load,
      Map<String, String> figures,
      int unanswered,
      long killed,
      long back) {
    int[] whole = new int[Kind.values().length];
    int[] all = new int[Kind.values().length];
    for (int trace = 0; trace < trial.traces(); trace++) {
      int kind = TracePlan.kind(trace).ordinal();
      int came = sink.distinct(trace);
      assertThat(came).as("spans of trace %d", trace).isIn(0, TracePlan.SPANS);
      all[kind]++;
      whole[kind] += came > 0 ? 1 : 0;
    }
    assertThat(sink.distinct(trial.traces())).as("the large trace").isIn(0, trial.large());
    assertThat(whole[Kind.ERROR.ordinal()]).as("errors").isEqualTo(all[Kind.ERROR.ordinal()]);
    assertThat(whole[Kind.SLOW.ordinal()]).as("slow").isEqualTo(all[Kind.SLOW.ordinal()]);
    double share = (double) whole[Kind.PLAIN.ordinal()] / all[Kind.PLAIN.ordinal()];
    assertThat(share).isBetween(0.03, 0.07);
    long allowed = unanswered * (long) TraceLoad.REQUEST + (CONSUMERS + 1) * sink.largest();
    assertThat(sink.doubled()).isLessThanOrEqualTo(allowed);
    long[] delays = delays(trial, sink, load, killed, back);
    figures.put("traces", "" + trial.traces());
    figures.put("errors, all whole", "" + all[Kind.ERROR.ordinal()]);
    figures.put("slow, all whole", "" + all[Kind.SLOW.ordinal()]);
    figures.put("share of the others %", "%.2f".formatted(100 * share));
    figures.put("large trace", "" + sink.distinct(trial.traces()));
    figures.put("doubled", sink.doubled() + " of " + allowed + " allowed");
    figures.put("attempts refused", "" + load.refused());
    figures.put("error out after ms, median", "" + delays[delays.length / 2]);
    figures.put("error out after ms, 99 %", "" + delays[delays.length * 99 / 100]);
    figures.put("error out after ms, most", "" + delays[delays.length - 1]);
  }

  /** How long errors took from the request that brought them on, in order, away from the kill. */
  private static long[] delays(
      Trial trial, TraceSink sink, TraceLoad load, long killed, long back) {
    LongStream.Builder delays = LongStream.builder();
    IntStream.range(0, trial.traces())
        .filter(trace -> TracePlan.kind(trace) == Kind.ERROR)
        .forEach(
            trace -> {
              long sent = load.lastPlaceNanos(trace);
              if (sent < killed - AROUND.toNanos() || sent > back + AROUND.toNanos()) {
                delays.add((sink.lastPlaceNanos(trace) - sent) / 1_000_000);
              }
            });
    long[] sorted = delays.build().toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
