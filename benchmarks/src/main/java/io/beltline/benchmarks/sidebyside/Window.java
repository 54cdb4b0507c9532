package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Arrivals;
import io.beltline.benchmarks.wire.Generator;
import io.beltline.benchmarks.wire.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures one collector under one load for a while.
 *
 * @param lead how long the load runs before
 * @param length how long is measured
 * @param instructions whether the machine counts them
 */
record Window(Duration lead, Duration length, boolean instructions) {

  /** What was counted at one moment. */
  private record Moment(
      ProcessUsage usage,
      CoreUsage generatorCore,
      CoreUsage collectorCore,
      long accepted,
      long refused,
      long sent,
      long arrived,
      long requests,
      long wire) {

    static Moment of(Bench bench, Tally tally) throws IOException {
      Arrivals arrivals = bench.arrivals();
      return new Moment(
          bench.running().usage(),
          CoreUsage.of(0),
          CoreUsage.of(1),
          tally.accepted(),
          tally.refused(),
          tally.bytes(),
          arrivals.items(),
          arrivals.requests(),
          arrivals.wire());
    }
  }

  /** Runs a load and measures; the rate is items a second, 0 for as fast as answers come. */
  Measurement measure(Bench bench, double rate, String load, int round)
      throws IOException, InterruptedException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    try (Generator generator = bench.generator(rate)) {
      Tally tally = generator.tally();
      generator.start();
      Thread.sleep(lead);
      tally.latencies().clear();
      try (Instructions counted = Instructions.count(instructions, bench.running().pid(), length)) {
        Moment before = Moment.of(bench, tally);
        Thread.sleep(length);
        Moment after = Moment.of(bench, tally);
        put(numbers, before, after, counted.sum());
      }
      numbers.put(Names.P50, tally.latencies().quantile(0.5) / 1e3);
      numbers.put(Names.P99, tally.latencies().quantile(0.99) / 1e3);
      generator.stop();
      numbers.put(Names.LOST, (double) bench.settle(tally.accepted()));
      numbers.put(Names.CHECKED, (double) bench.arrivals().checked());
      numbers.put(Names.WRONG, (double) bench.arrivals().wrong());
      String note = Doubts.about(numbers, rate, tally);
      Scenario scenario = bench.scenario();
      String label = bench.collector().kind().label();
      return new Measurement(scenario.id(), label, load, round, numbers, note);
    }
  }

  private static void put(
      Map<String, Double> numbers, Moment before, Moment after, double instructions) {
    double accepted = Math.max(1, after.accepted - before.accepted);
    double seconds = (after.usage.nanos() - before.usage.nanos()) / 1e9;
    numbers.put(Names.RATE, accepted / seconds);
    numbers.put(Names.MICROS, after.usage.microsSince(before.usage) / accepted);
    if (instructions > 0) {
      numbers.put(Names.INSTRUCTIONS, instructions / accepted);
    }
    numbers.put(Names.SYSTEM, after.usage.systemShareSince(before.usage));
    numbers.put(Names.CORE, after.usage.coreSince(before.usage));
    numbers.put(Names.GENERATOR, after.generatorCore.since(before.generatorCore));
    numbers.put(Names.STOLEN, after.collectorCore.stolenSince(before.collectorCore));
    numbers.put(Names.RSS, after.usage.rssKib() / 1024.0);
    numbers.put(Names.PEAK, after.usage.peakKib() / 1024.0);
    numbers.put(Names.ACCEPTED, accepted);
    numbers.put(Names.REFUSED, (double) (after.refused - before.refused));
    double arrived = Math.max(1, after.arrived - before.arrived);
    numbers.put(Names.BYTES_IN, (after.sent - before.sent) / accepted);
    numbers.put(Names.BYTES_OUT, (after.wire - before.wire) / arrived);
    numbers.put(Names.REQUESTS_OUT, arrived / Math.max(1, after.requests - before.requests));
  }
}
