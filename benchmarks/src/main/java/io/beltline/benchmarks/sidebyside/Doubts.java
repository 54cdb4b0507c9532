package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a measurement is not to be relied on. */
final class Doubts {
  private static final double BUSY = 0.9;

  private Doubts() {}

  static String about(Map<String, Double> numbers, double rate, Tally tally) {
    List<String> doubts = new ArrayList<>();
    long lost = numbers.getOrDefault(Names.LOST, 0.0).longValue();
    if (lost > 0) {
      doubts.add("INVALID: lost " + lost);
    } else if (lost < 0) {
      doubts.add("twice or unasked: " + -lost);
    }
    long wrong = numbers.getOrDefault(Names.WRONG, 0.0).longValue();
    if (wrong > 0) {
      doubts.add("INVALID: wrong content in " + wrong);
    }
    Exception failure = tally.failure();
    if (failure != null) {
      doubts.add("INVALID: " + failure.getMessage());
    }
    if (numbers.getOrDefault(Names.REFUSED, 0.0) > 0) {
      doubts.add("refused some: " + tally.lastRefusal());
    }
    double core = numbers.getOrDefault(Names.CORE, 0.0);
    boolean idle = core < BUSY;
    if (rate == 0 && idle && numbers.getOrDefault(Names.GENERATOR, 0.0) > BUSY) {
      doubts.add("generator-bound");
    } else if (rate == 0 && idle) {
      doubts.add(String.format(Locale.ROOT, "its core was %.0f %% busy", 100 * core));
    }
    if (rate > 0 && numbers.getOrDefault(Names.RATE, 0.0) < 0.97 * rate) {
      doubts.add("rate not reached");
    }
    if (numbers.getOrDefault(Names.STOLEN, 0.0) > 0.02) {
      doubts.add("another machine had the core");
    }
    return String.join("; ", doubts);
  }
}
