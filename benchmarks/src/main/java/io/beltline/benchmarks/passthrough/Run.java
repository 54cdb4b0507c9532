package io.beltline.benchmarks.passthrough;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One variant under one load: warms up, measures the window, and settles the counts. */
record Run(List<String> launcher, Path directory, Variant variant, Scenario scenario) {
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(50);

  Outcome measure() throws IOException, InterruptedException {
    try (Peers peers = new Peers();
        Sink sink = new Sink(peers)) {
      if (variant == Variant.SELF) {
        return measure(peers, sink, sink.port(), ProcessHandle.current().pid());
      }
      try (var collector = CollectorUnderTest.start(launcher, variant, sink.port(), directory)) {
        return measure(peers, sink, collector.port(), collector.pid());
      }
    }
  }

  private Outcome measure(Peers peers, Sink sink, int port, long pid)
      throws IOException, InterruptedException {
    try (Load load = new Load(scenario, peers, port).start()) {
      peers.clock().sleep(scenario.warmUp());
      load.latencies.clear();
      long acceptedBefore = load.accepted.sum();
      ProcessUsage before = ProcessUsage.of(pid);
      ProcessUsage ownBefore = ProcessUsage.of(ProcessHandle.current().pid());
      peers.clock().sleep(scenario.window());
      ProcessUsage after = ProcessUsage.of(pid);
      ProcessUsage own = ProcessUsage.of(ProcessHandle.current().pid());
      long inWindow = load.accepted.sum() - acceptedBefore;
      double p50 = load.latencies.quantile(0.5) / 1e3;
      double p99 = load.latencies.quantile(0.99) / 1e3;
      load.stop();
      settle(peers, load, sink);
      if (load.refused.sum() > 0) {
        System.err.println("refused, the last one with " + load.lastRefusal());
      }
      return new Outcome(
          variant,
          scenario,
          inWindow * 1e9 / (after.nanos() - before.nanos()),
          after.microsSince(before) / Math.max(1, inWindow),
          after.systemShareSince(before),
          after.coreSince(before),
          own.coreSince(ownBefore),
          after.rssKib() >> 10,
          after.peakKib() >> 10,
          p50,
          p99,
          load.accepted.sum(),
          load.refused.sum(),
          load.accepted.sum() - sink.spans(),
          load.sentBytes.sum() - sink.bytes());
    }
  }

  private static void settle(Peers peers, Load load, Sink sink) throws InterruptedException {
    long until = System.nanoTime() + SETTLE.toNanos();
    while (sink.spans() < load.accepted.sum() && System.nanoTime() < until) {
      peers.clock().sleep(STEP);
    }
  }
}
