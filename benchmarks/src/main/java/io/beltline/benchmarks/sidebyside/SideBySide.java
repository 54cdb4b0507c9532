package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Collector.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Runs scenarios with several collectors, and makes the report of all that was measured. */
public final class SideBySide {
  private static final String USAGE =
      """
      usage: sidebyside [options] DIRECTORY
        --quick                   short: a look, no result
        --scenario 1a,2,...       by id or its first digits; default: all
        --collector NAME          otelcol, beltline or rotel; default: all that are installed
        --rounds N                default: 2 quick, 5 else
        --warm-up S               seconds for each collector, default: 6 quick, 30 else
        --no-ramp                 do not look for the highest rate
        --ramp-only               look for it alone, where the rest was measured before
        --again                   also what the directory has results of
        --report                  measure nothing, write the report\
      """;

  private final List<String> chosen = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();
  private Plan plan = Plan.FULL;
  private int rounds;
  private long warmUp;
  private boolean again;
  private boolean rampOnly;
  private boolean reportOnly;

  private SideBySide(String[] arguments) {
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    boolean ramp = true;
    while (!left.isEmpty()) {
      String argument = left.pop();
      switch (argument) {
        case "--quick" -> plan = Plan.QUICK;
        case "--scenario" -> chosen.addAll(List.of(left.pop().split(",", -1)));
        case "--collector" -> kinds.add(Kind.valueOf(left.pop().toUpperCase(Locale.ROOT)));
        case "--rounds" -> rounds = Integer.parseInt(left.pop());
        case "--warm-up" -> warmUp = Long.parseLong(left.pop());
        case "--no-ramp" -> ramp = false;
        case "--ramp-only" -> rampOnly = true;
        case "--again" -> again = true;
        case "--report" -> reportOnly = true;
        default -> operands.add(argument);
      }
    }
    int times = rampOnly ? 0 : rounds > 0 ? rounds : plan.rounds();
    Duration warm = warmUp > 0 ? Duration.ofSeconds(warmUp) : plan.warmUp();
    plan = new Plan(warm, plan.lead(), plan.window(), times, plan.ramp() && ramp);
    if (kinds.isEmpty()) {
      kinds.addAll(List.of(Kind.values()));
    }
  }

  /** Operands: the benchmarks' folder, where the peers are, and the directory for results. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SideBySide run = new SideBySide(arguments);
    if (run.operands.size() != 3 || run.operands.stream().anyMatch(o -> o.startsWith("-"))) {
      System.err.println(USAGE);
      System.exit(2);
    }
    run.run(
        Path.of(run.operands.get(0)), Path.of(run.operands.get(1)), Path.of(run.operands.get(2)));
    // threads of connections that a collector keeps open shall not hold the process
    System.exit(0);
  }

  private void run(Path home, Path peers, Path directory) throws IOException, InterruptedException {
    Results results = new Results(directory);
    List<Collector> collectors = collectors(home, peers);
    if (!reportOnly) {
      boolean counted = Instructions.counted();
      Path logs = directory.resolve("logs");
      ScenarioRun runs = new ScenarioRun(plan, home, logs, counted, results);
      for (Scenario scenario : Scenario.all()) {
        if (isDue(results, scenario.id())) {
          List<Collector> able =
              collectors.stream().filter(c -> c.kind() != Kind.ROTEL || scenario.rotel()).toList();
          runs.run(scenario, able);
          results.finished(scenario.id());
        }
      }
      if (!rampOnly) {
        special(runs, collectors, results);
      }
    }
    new Report(directory, results.all(), collectors).write();
  }

  /** What is not a generator in front of a collector and a sink behind it. */
  private void special(ScenarioRun runs, List<Collector> collectors, Results results)
      throws IOException, InterruptedException {
    if (isDue(results, "12")) {
      new Overload(collectors, runs.home(), runs.logs(), results).run();
      results.finished("12");
    }
    if (isDue(results, "13")) {
      new Footprint(collectors, runs.home(), runs.logs(), results).run();
      results.finished("13");
    }
    for (Collector collector : collectors) {
      if (collector.kind() == Kind.BELTLINE) {
        alone(runs, collector, results);
      }
    }
    others(runs, collectors, results);
  }

  /** What is measured of Beltline alone. */
  private void alone(ScenarioRun runs, Collector collector, Results results)
      throws IOException, InterruptedException {
    if (isDue(results, "14")) {
      runs.queues(collector);
      results.finished("14");
    }
    if (isDue(results, "16")) {
      runs.compare(Scenario.translations(), collector);
      results.finished("16");
    }
    if (isDue(results, "19")) {
      runs.compare(List.of(Scenario.metrics()), collector);
      new Pulling(plan, collector, runs.home(), runs.logs(), results).run();
      results.finished("19");
    }
  }

  /** What needs more than a generator and a sink. */
  private void others(ScenarioRun runs, List<Collector> collectors, Results results)
      throws IOException, InterruptedException {
    if (isDue(results, TailSampling.ID)) {
      new TailSampling(plan, collectors, runs.home(), runs.logs(), results, again).run();
      results.finished(TailSampling.ID);
    }
    for (Scraping.Way way : Scraping.Way.values()) {
      if (isDue(results, way.id())) {
        new Scraping(way, plan, collectors, runs.home(), runs.logs(), results).run();
        results.finished(way.id());
      }
    }
    for (Reading.Way way : Reading.Way.values()) {
      if (isDue(results, way.id())) {
        List<Collector> readers = way == Reading.Way.BULK ? beltline(collectors) : collectors;
        new Reading(way, plan, readers, runs.home(), runs.logs(), results).run();
        results.finished(way.id());
      }
    }
  }

  /** Those that have an exporter of bulk requests. */
  private static List<Collector> beltline(List<Collector> collectors) {
    return collectors.stream().filter(one -> one.kind() == Collector.Kind.BELTLINE).toList();
  }

  private boolean isDue(Results results, String id) throws IOException {
    boolean isChosen =
        chosen.isEmpty()
            || chosen.stream()
                // 1 stands for 1a to 1d, and 16a for all of 16, which are measured together
                .anyMatch(c -> id.equals(c) || id.matches(c + "[a-z]") || c.matches(id + "[a-z]"));
    return isChosen && (again || rampOnly == results.isFinished(id));
  }

  private List<Collector> collectors(Path home, Path peers) {
    List<Collector> all = new ArrayList<>();
    for (Kind kind : kinds) {
      Path program =
          switch (kind) {
            case OTELCOL -> peers.resolve("otelcol/otelcol");
            case BELTLINE -> home.resolve("../beltline").normalize();
            case ROTEL -> peers.resolve("rotel/rotel");
          };
      Collector collector = new Collector(kind, program);
      if (collector.installed()) {
        all.add(collector);
      } else {
        System.err.println(kind.label() + " is not installed: run benchmarks/peers");
      }
    }
    return all;
  }
}
