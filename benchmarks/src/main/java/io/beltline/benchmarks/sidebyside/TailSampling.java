package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Traces of ten spans, of which one in a hundred has an error: what a span costs as fast as answers
 * come and at a steady rate, and by how much the process is larger for each span that waits longer.
 *
 * @param again whether loads that were measured to their end are measured once more
 */
record TailSampling(
    Plan plan, List<Collector> collectors, Path home, Path logs, Results results, boolean again) {
  /** The id of the scenario. */
  static final String ID = "15";

  private static final int SHORT = 1;
  private static final int LONG = 30;
  private static final int QUICK = 8;
  private static final double RATE = 40e3;

  /** One in a hundred for its error, five in a hundred of the others. */
  private static final double KEPT = 0.01 + 0.05 * 0.99;

  private static final double TOLERANCE = 0.01;
  private static final Duration STEP = Duration.ofMillis(500);

  /** A load: what measurements of it are called, how many seconds traces wait, spans a second. */
  private record Load(String name, int seconds, double rate) {
    static Load saturated() {
      return new Load("saturated", SHORT, 0);
    }

    static Load paced() {
      return new Load("paced", SHORT, RATE);
    }

    /** At a rate at which the spans of a long wait have room, too. */
    static Load waiting(int seconds) {
      return new Load("wait " + seconds + " s", seconds, Scenario.tailSampling().rate());
    }
  }

  void run() throws IOException, InterruptedException {
    Files.createDirectories(logs);
    Requests requests = Requests.traces(Scenario.tailSampling());
    for (Load load : List.of(Load.saturated(), Load.paced())) {
      String id = ID + " " + load.name();
      if (again || !results.isFinished(id)) {
        measure(load, requests, Map.of());
        results.finished(id);
      }
    }
    Map<String, Double> resident = measure(Load.waiting(SHORT), requests, Map.of());
    measure(Load.waiting(plan.isQuick() ? QUICK : LONG), requests, resident);
  }

  /** What all measurements may be called. */
  static List<String> loads() {
    return Stream.of(
            Load.saturated(),
            Load.paced(),
            Load.waiting(SHORT),
            Load.waiting(QUICK),
            Load.waiting(LONG))
        .map(Load::name)
        .toList();
  }

  /**
   * Starts and warms up all collectors, then measures each in turn.
   *
   * @param shorter resident MiB of each where traces wait the short time, if measured
   * @return resident MiB of each, the mean of all rounds
   */
  private Map<String, Double> measure(Load load, Requests requests, Map<String, Double> shorter)
      throws IOException, InterruptedException {
    Map<String, Double> resident = new HashMap<>();
    List<Bench> benches = new ArrayList<>();
    try {
      for (Collector collector : collectors) {
        if (collector.kind() != Collector.Kind.ROTEL) {
          Map<String, String> variables = Map.of("BENCH_WAIT", load.seconds() + "s");
          Scenario scenario = Scenario.tailSampling();
          benches.add(new Bench(scenario, requests, collector, home, logs, variables));
        }
      }
      for (Bench bench : benches) {
        warmUp(bench, load);
      }
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Bench bench : benches) {
          Measurement measured = measure(bench, load, round);
          String name = measured.collector();
          resident.merge(name, measured.number(Names.RSS) / plan.rounds(), Double::sum);
          if (shorter.containsKey(name)) {
            double longer = load.rate() * (load.seconds() - SHORT);
            double more = measured.number(Names.RSS) - shorter.get(name);
            measured.numbers().put(Names.PENDING, more * 1024 * 1024 / longer);
          }
          results.add(measured);
          System.err.println(measured.fields());
        }
      }
    } finally {
      for (Bench bench : benches) {
        bench.close();
      }
    }
    return resident;
  }

  private void warmUp(Bench bench, Load load) throws InterruptedException, IOException {
    try (Generator generator = bench.generator(load.rate())) {
      generator.start();
      Thread.sleep(plan.warmUp());
      generator.stop();
    }
    letEnd(load);
  }

  /** Waits until all traces that have begun are decided, and what is kept of them has arrived. */
  private static void letEnd(Load load) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(load.seconds() + 2L));
  }

  private Measurement measure(Bench bench, Load load, int round)
      throws IOException, InterruptedException {
    try (Generator generator = bench.generator(load.rate())) {
      long arrived = bench.arrivals().items();
      generator.start();
      // from here on as many end as begin
      Thread.sleep(plan.lead().plusSeconds(load.seconds()));
      Map<String, Double> numbers = measured(bench, generator);
      generator.stop();
      letEnd(load);
      double kept = (double) (bench.arrivals().items() - arrived) / generator.tally().accepted();
      numbers.put(Names.KEPT, kept);
      numbers.put(Names.REFUSED, (double) generator.tally().refused());
      numbers.put(Names.CHECKED, (double) bench.arrivals().checked());
      numbers.put(Names.WRONG, (double) bench.arrivals().wrong());
      String doubts = Doubts.about(numbers, load.rate(), generator.tally());
      if (Math.abs(kept - KEPT) > TOLERANCE) {
        doubts += " INVALID: kept " + kept;
      }
      String label = bench.collector().kind().label();
      return new Measurement(ID, label, load.name(), round, numbers, doubts.strip());
    }
  }

  private Map<String, Double> measured(Bench bench, Generator generator)
      throws IOException, InterruptedException {
    int steps = Math.toIntExact(plan.window().multipliedBy(5).dividedBy(STEP));
    long accepted = generator.tally().accepted();
    CoreUsage generatorBefore = CoreUsage.of(0);
    ProcessUsage before = bench.running().usage();
    double resident = 0;
    for (int i = 0; i < steps; i++) {
      Thread.sleep(STEP);
      resident += bench.running().usage().rssKib() / 1024.0 / steps;
    }
    ProcessUsage after = bench.running().usage();
    CoreUsage generatorAfter = CoreUsage.of(0);
    accepted = generator.tally().accepted() - accepted;
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(Names.GENERATOR, generatorAfter.since(generatorBefore));
    numbers.put(Names.RATE, accepted * 1e9 / (after.nanos() - before.nanos()));
    numbers.put(Names.MICROS, after.microsSince(before) / accepted);
    numbers.put(Names.CORE, after.coreSince(before));
    numbers.put(Names.RSS, resident);
    numbers.put(Names.PEAK, after.peakKib() / 1024.0);
    return numbers;
  }
}
