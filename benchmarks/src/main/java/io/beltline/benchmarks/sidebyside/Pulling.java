package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.GrpcGenerator;
import io.beltline.benchmarks.wire.Load;
import io.beltline.benchmarks.wire.Puller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A page of about 100,000 series that is pulled again and again, of Beltline alone. */
record Pulling(Plan plan, Collector collector, Path home, Path logs, Results results) {
  /** The id of the scenario. */
  static final String ID = "19b";

  private static final int REQUESTS = 100;
  private static final int POINTS = 1000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  void run() throws IOException, InterruptedException {
    Files.createDirectories(logs);
    Ports ports = Ports.free(1);
    Path log = logs.resolve(ID + "-" + collector.kind().label() + ".log");
    Path config = home.resolve("scenarios/pull.yaml");
    try (RunningCollector running =
        RunningCollector.start(collector, config, ports, false, log, Map.of())) {
      fill(ports.grpc());
      for (String coding : List.of("", "gzip")) {
        try (Puller puller = new Puller(ports.http(), "/metrics", coding)) {
          pull(running, puller, coding);
        }
      }
    }
  }

  /** Sends each of the requests once at least. */
  private static void fill(int port) throws IOException, InterruptedException {
    Scenario metrics = Scenario.metrics();
    List<byte[]> bodies =
        PayloadKind.M196.requests(REQUESTS, POINTS).stream()
            .map(request -> request.payload().contiguous().toByteArray())
            .toList();
    Load load = new Load(port, metrics.path(), "", "", bodies, POINTS, 1, 1, 0, 0);
    try (GrpcGenerator generator = new GrpcGenerator(load)) {
      generator.start();
      long points = (long) REQUESTS * POINTS;
      long until = System.nanoTime() + LIMIT.toNanos();
      while (generator.tally().accepted() < points
          && generator.tally().refused() == 0
          && generator.tally().failure() == null
          && System.nanoTime() < until) {
        Thread.sleep(10);
      }
      generator.stop();
      if (generator.tally().accepted() < points
          || generator.tally().refused() > 0
          || generator.tally().failure() != null) {
        throw new IOException("metrics were not taken: " + generator.tally().lastRefusal());
      }
    }
  }

  private void pull(RunningCollector running, Puller puller, String coding)
      throws IOException, InterruptedException {
    try (Puller plain = new Puller(running.ports().http(), "/metrics", "")) {
      long series = Puller.series(plain.pull());
      for (long until = System.nanoTime() + plan.warmUp().toNanos(); System.nanoTime() < until; ) {
        puller.pull();
      }
      for (int round = 1; round <= plan.rounds(); round++) {
        measure(running, puller, coding, series, round);
      }
    }
  }

  private void measure(
      RunningCollector running, Puller puller, String coding, long series, int round)
      throws IOException {
    ProcessUsage before = running.usage();
    long until = System.nanoTime() + plan.window().multipliedBy(2).toNanos();
    long pulls = 0;
    long bytes = 0;
    for (; System.nanoTime() < until; pulls++) {
      bytes += puller.pull().length();
    }
    ProcessUsage after = running.usage();
    double samples = (double) pulls * series;
    Map<String, Double> numbers = after.numbersSince(before, samples);
    numbers.put(Names.BYTES_OUT, bytes / samples);
    numbers.put(Names.REQUESTS_OUT, (double) series);
    String load = coding.isEmpty() ? "plain" : coding;
    String label = collector.kind().label();
    String note = series < REQUESTS * POINTS * 0.99 ? "INVALID: " + series + " series" : "";
    Measurement measured = new Measurement(ID, label, load, round, numbers, note);
    results.add(measured);
    System.err.println(measured.fields());
  }
}
