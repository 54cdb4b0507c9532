package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One scenario with several collectors, or several like scenarios with one. All are started and
 * warmed up first and stay: then each is measured in turn while the others have nothing to do,
 * round after round.
 */
record ScenarioRun(Plan plan, Path home, Path logs, boolean instructions, Results results) {
  private static final double FIRST_STEP = 0.5;
  private static final double STEP = 1.12;
  private static final double LAST_STEP = 0.1;
  private static final int ATTEMPTS = 2;
  private static final double LATEST_ACK_MICROS = 1e6;

  /** Measures one scenario with several collectors. */
  void run(Scenario scenario, List<Collector> collectors) throws IOException, InterruptedException {
    Files.createDirectories(logs);
    Requests requests = Requests.of(scenario);
    List<Bench> benches = new ArrayList<>();
    try {
      for (Collector collector : collectors) {
        benches.add(new Bench(scenario, requests, collector, home, logs));
      }
      measure(benches);
    } finally {
      close(benches);
    }
  }

  /** Measures the queues of one collector. */
  void queues(Collector collector) throws IOException, InterruptedException {
    Files.createDirectories(logs);
    List<Bench> benches = new ArrayList<>();
    try {
      for (Scenario queue : Scenario.queues()) {
        Path storage = Files.createTempDirectory(logs, "storage");
        String policy = queue.title().substring(queue.title().lastIndexOf(' ') + 1);
        Map<String, String> variables =
            Map.of("BENCH_STORAGE", storage.toString(), "BENCH_FSYNC", policy);
        benches.add(new Bench(queue, Requests.of(queue), collector, home, logs, variables));
      }
      measure(benches);
    } finally {
      close(benches);
    }
  }

  /** Measures like scenarios with one collector. */
  void compare(List<Scenario> scenarios, Collector collector)
      throws IOException, InterruptedException {
    Files.createDirectories(logs);
    List<Bench> benches = new ArrayList<>();
    try {
      for (Scenario scenario : scenarios) {
        benches.add(new Bench(scenario, Requests.of(scenario), collector, home, logs));
      }
      measure(benches);
    } finally {
      close(benches);
    }
  }

  private static void close(List<Bench> benches) throws IOException {
    for (Bench bench : benches) {
      bench.close();
    }
  }

  private void measure(List<Bench> benches) throws IOException, InterruptedException {
    for (Bench bench : benches) {
      warmUp(bench);
    }
    Window window = new Window(plan.lead(), plan.window(), instructions);
    Map<Bench, Double> fastest = new LinkedHashMap<>();
    if (plan.rounds() == 0) {
      fastest.putAll(before(benches));
    }
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Bench bench : benches) {
        Measurement saturated = say(window.measure(bench, 0, "saturated", round));
        fastest.merge(bench, saturated.number(Names.RATE), Math::max);
      }
      for (Bench bench : benches) {
        say(window.measure(bench, bench.scenario().rate(), "paced", round));
      }
    }
    if (plan.ramp()) {
      for (Map.Entry<Bench, Double> entry : fastest.entrySet()) {
        ramp(entry.getKey(), entry.getValue());
      }
    }
  }

  /** The rates that were measured before. */
  private Map<Bench, Double> before(List<Bench> benches) throws IOException {
    Map<Bench, Double> rates = new LinkedHashMap<>();
    List<Measurement> all = results.all();
    for (Bench bench : benches) {
      all.stream()
          .filter(one -> one.scenario().equals(bench.scenario().id()))
          .filter(one -> one.collector().equals(bench.collector().kind().label()))
          .filter(one -> one.load().equals("saturated"))
          .mapToDouble(one -> one.number(Names.RATE))
          .max()
          .ifPresent(rate -> rates.put(bench, rate));
    }
    return rates;
  }

  private void warmUp(Bench bench) throws IOException, InterruptedException {
    for (double rate : new double[] {0, bench.scenario().rate()}) {
      try (Generator generator = bench.generator(rate)) {
        generator.start();
        Thread.sleep(plan.warmUp().multipliedBy(rate == 0 ? 3 : 1).dividedBy(4));
        generator.stop();
        bench.settle(generator.tally().accepted());
      }
    }
  }

  /**
   * Raises the rate until it is not kept or acknowledgements take longer than a second, twice in a
   * row; lowers it first where the first is not kept.
   */
  private void ramp(Bench bench, double fastest) throws IOException, InterruptedException {
    Window window = new Window(plan.lead(), Duration.ofSeconds(3), false);
    double rate = fastest * FIRST_STEP;
    Measurement best = step(window, bench, rate);
    while (best == null && rate > fastest * LAST_STEP) {
      rate /= STEP;
      best = step(window, bench, rate);
    }
    for (Measurement next = best; next != null && rate < 2 * fastest; ) {
      best = next;
      rate *= STEP;
      next = step(window, bench, rate);
    }
    if (best != null) {
      say(best);
    }
  }

  /** Measures at a rate, again if it was not kept; null if it was not then either. */
  private static @Nullable Measurement step(Window window, Bench bench, double rate)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Measurement step = window.measure(bench, rate, "ramp", 1);
      if (step.number(Names.RATE) >= 0.98 * rate
          && step.number(Names.P99) <= LATEST_ACK_MICROS
          && step.number(Names.REFUSED) <= 0.001 * step.number(Names.ACCEPTED)
          && step.number(Names.LOST) <= 0) {
        return step;
      }
    }
    return null;
  }

  private Measurement say(Measurement measurement) throws IOException {
    results.add(measurement);
    System.err.printf(
        "%-3s %-8s %-9s %d %10.0f/s %8.3f us p50 %6.0f p99 %7.0f core %3.0f/%3.0f %% %s%n",
        measurement.scenario(),
        measurement.collector(),
        measurement.load(),
        measurement.round(),
        measurement.number(Names.RATE),
        measurement.number(Names.MICROS),
        measurement.number(Names.P50),
        measurement.number(Names.P99),
        100 * measurement.number(Names.CORE),
        100 * measurement.number(Names.GENERATOR),
        measurement.note());
    return measurement;
  }
}
