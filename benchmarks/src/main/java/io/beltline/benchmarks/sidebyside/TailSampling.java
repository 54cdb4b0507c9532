package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Traces of ten spans at a steady rate, of which one in a hundred has an error, sampled with a long
 * wait and with a short one: what a span costs, and by how much the process is larger for each span
 * that waits longer.
 */
record TailSampling(Plan plan, List<Collector> collectors, Path home, Path logs, Results results) {
  /** The id of the scenario. */
  static final String ID = "15";

  private static final int SHORT = 1;
  private static final int LONG = 30;
  private static final int QUICK = 8;

  /** One in a hundred for its error, five in a hundred of the others. */
  private static final double KEPT = 0.01 + 0.05 * 0.99;

  private static final double TOLERANCE = 0.01;
  private static final Duration STEP = Duration.ofMillis(500);

  void run() throws IOException, InterruptedException {
    Files.createDirectories(logs);
    Scenario scenario = Scenario.tailSampling();
    Requests requests = Requests.traces(scenario);
    for (Collector collector : collectors) {
      if (collector.kind() != Collector.Kind.ROTEL) {
        Measurement little = run(scenario, requests, collector, SHORT);
        int wait = plan.isQuick() ? QUICK : LONG;
        Measurement much = run(scenario, requests, collector, wait);
        say(little);
        double longer = scenario.rate() * (wait - SHORT);
        double bytes = (much.number(Names.RSS) - little.number(Names.RSS)) * 1024 * 1024 / longer;
        much.numbers().put(Names.PENDING, bytes);
        say(much);
      }
    }
  }

  /** What measurements with a wait are called. */
  private static String load(int seconds) {
    return "wait " + seconds + " s";
  }

  /** What all measurements may be called. */
  static List<String> loads() {
    return List.of(load(SHORT), load(QUICK), load(LONG));
  }

  private void say(Measurement measurement) throws IOException {
    results.add(measurement);
    System.err.println(measurement.fields());
  }

  private Measurement run(Scenario scenario, Requests requests, Collector collector, int wait)
      throws IOException, InterruptedException {
    Map<String, String> variables = Map.of("BENCH_WAIT", wait + "s");
    try (Bench bench = new Bench(scenario, requests, collector, home, logs, variables);
        Generator generator = bench.generator(scenario.rate())) {
      generator.start();
      Thread.sleep(plan.warmUp().plusSeconds(wait)); // from here on as many end as begin
      Map<String, Double> numbers = measured(bench, generator);
      generator.stop();
      Thread.sleep(Duration.ofSeconds(wait + 2L));
      double kept = (double) bench.arrivals().items() / generator.tally().accepted();
      numbers.put(Names.KEPT, kept);
      numbers.put(Names.REFUSED, (double) generator.tally().refused());
      numbers.put(Names.CHECKED, (double) bench.arrivals().checked());
      numbers.put(Names.WRONG, (double) bench.arrivals().wrong());
      String doubts = Doubts.about(numbers, scenario.rate(), generator.tally());
      if (Math.abs(kept - KEPT) > TOLERANCE) {
        doubts += " INVALID: kept " + kept;
      }
      String label = collector.kind().label();
      return new Measurement(ID, label, load(wait), 1, numbers, doubts.strip());
    }
  }

  private Map<String, Double> measured(Bench bench, Generator generator)
      throws IOException, InterruptedException {
    int steps = Math.toIntExact(plan.window().multipliedBy(5).dividedBy(STEP));
    long accepted = generator.tally().accepted();
    ProcessUsage before = bench.running().usage();
    double resident = 0;
    for (int i = 0; i < steps; i++) {
      Thread.sleep(STEP);
      resident += bench.running().usage().rssKib() / 1024.0 / steps;
    }
    ProcessUsage after = bench.running().usage();
    accepted = generator.tally().accepted() - accepted;
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(Names.RATE, accepted * 1e9 / (after.nanos() - before.nanos()));
    numbers.put(Names.MICROS, after.microsSince(before) / accepted);
    numbers.put(Names.CORE, after.coreSince(before));
    numbers.put(Names.RSS, resident);
    numbers.put(Names.PEAK, after.peakKib() / 1024.0);
    return numbers;
  }
}
