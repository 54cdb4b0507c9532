package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.benchmarks.sidebyside.Collector.Kind;
import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Arrivals;
import io.beltline.benchmarks.wire.GrpcGenerator;
import io.beltline.benchmarks.wire.Load;
import io.beltline.benchmarks.wire.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A destination that takes one request in 50 ms, one after the other, and a sender that keeps 32
 * requests of 100 spans under way: how much memory a collector takes with a limit, and whether it
 * keeps what it accepts.
 */
record Overload(List<Collector> collectors, Path home, Path logs, Results results) {
  private static final Duration LENGTH = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration DRAIN = Duration.ofSeconds(90);
  private static final long DELAY = Duration.ofMillis(50).toNanos();
  private static final int SPANS = 100;
  private static final int[] LIMITS = {256, 512};

  void run() throws IOException, InterruptedException {
    Files.createDirectories(logs);
    Scenario scenario = Scenario.all().stream().filter(s -> s.id().equals("2b")).findFirst().get();
    Requests requests = Requests.of(scenario);
    for (Collector collector : collectors) {
      for (int limit : collector.kind() == Kind.ROTEL ? new int[] {0} : LIMITS) {
        run(scenario, requests, collector, limit);
      }
    }
  }

  private void run(Scenario scenario, Requests requests, Collector collector, int limit)
      throws IOException, InterruptedException {
    String label = collector.kind().label();
    Arrivals arrivals = new Arrivals(PayloadKind.T361.signal(), requests.expected(), DELAY);
    try (Sink sink = Sink.grpc(arrivals, 1);
        RunningCollector running =
            RunningCollector.start(
                collector,
                home.resolve("scenarios/overload.yaml"),
                Ports.free(sink.port()),
                false,
                logs.resolve("12-" + label + "-" + limit + ".log"),
                Map.of("BENCH_LIMIT", Integer.toString(limit)));
        GrpcGenerator generator =
            new GrpcGenerator(
                new Load(
                    running.ports().grpc(),
                    scenario.path(),
                    "",
                    "",
                    requests.bodies(),
                    SPANS,
                    8,
                    4,
                    0,
                    0))) {
      generator.start();
      Map<String, Double> numbers = load(running, generator);
      generator.stop();
      long accepted = generator.tally().accepted();
      long until = System.nanoTime() + DRAIN.toNanos();
      while (arrivals.items() < accepted && System.nanoTime() < until) {
        Thread.sleep(STEP);
      }
      ProcessUsage after = running.usage();
      numbers.put(Names.RSS, after.rssKib() / 1024.0);
      numbers.put(Names.PEAK, after.peakKib() / 1024.0);
      numbers.put(Names.ACCEPTED, (double) accepted);
      numbers.put(Names.REFUSED, (double) generator.tally().refused());
      numbers.put(Names.LOST, (double) (accepted - arrivals.items()));
      numbers.put(Names.CHECKED, (double) arrivals.checked());
      numbers.put(Names.WRONG, (double) arrivals.wrong());
      String note = generator.tally().lastRefusal();
      Measurement measured = new Measurement("12", label, "limit " + limit, 1, numbers, note);
      results.add(measured);
      System.err.println(measured.fields());
    }
  }

  private static Map<String, Double> load(RunningCollector running, GrpcGenerator generator)
      throws IOException, InterruptedException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    ProcessUsage before = running.usage();
    Thread.sleep(LENGTH);
    ProcessUsage after = running.usage();
    numbers.put(Names.CORE, after.coreSince(before));
    numbers.put(Names.RATE, generator.tally().accepted() * 1e9 / (after.nanos() - before.nanos()));
    return numbers;
  }
}
