package io.beltline.distribution.test;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentKind;
import io.beltline.api.ConsumeResult;
import io.beltline.distribution.test.Outcome.Failure;
import io.beltline.model.Telemetry;
import io.beltline.service.trial.Passage;
import io.beltline.service.trial.Spot;
import io.beltline.service.trial.Trial;
import io.beltline.service.trial.TrialConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs one test: does its actions, and remembers what it has seen at each place. */
final class TestRun {
  private final Trial trial;
  private final Map<Spot, Integer> seen = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();

  private TestRun(Trial trial) {
    this.trial = trial;
  }

  /** Runs a test on a fresh start of a configuration. */
  static Outcome of(ReadyTest test, TrialConfig config, long unixNanos, Coverage coverage) {
    long begin = System.nanoTime();
    List<Failure> failures = new ArrayList<>();
    Warnings warnings = Warnings.gather();
    try (warnings;
        Trial trial = config.start(unixNanos)) {
      TestRun run = new TestRun(trial);
      test.actions().forEach(run::act);
      failures.addAll(run.failures);
      coverage.add(config, trial);
    } catch (ComponentException unstarted) {
      failures.add(
          new Failure(
              test.position(),
              "the configuration does not start",
              List.of(String.valueOf(unstarted.getMessage()))));
    } catch (RuntimeException bug) {
      // one test fails, the others go on
      failures.add(
          new Failure(test.position(), "the test broke off", List.of(String.valueOf(bug))));
    }
    return new Outcome(
        test.name(),
        test.position(),
        List.copyOf(failures),
        warnings.lines(),
        System.nanoTime() - begin);
  }

  private void act(Action action) {
    switch (action) {
      case Action.Advance(_, var duration) -> trial.advance(duration);
      case Action.Injection injection ->
          injection.telemetry().forEach(telemetry -> inject(injection, telemetry));
      case Action.Expectation expectation -> expect(expectation);
    }
  }

  private void inject(Action.Injection injection, Telemetry telemetry) {
    Spot spot = Objects.requireNonNull(injection.spots().get(telemetry.signal()));
    ConsumeResult result = trial.inject(spot, injection.context(), telemetry);
    String answer =
        switch (result) {
          case ConsumeResult.Accepted _ -> "accepted";
          case ConsumeResult.Retryable retryable -> retryable.message();
          case ConsumeResult.Permanent permanent -> permanent.message();
        };
    String refused = injection.refused();
    boolean fits =
        refused == null ? result.isAccepted() : !result.isAccepted() && answer.contains(refused);
    if (!fits) {
      failures.add(
          new Failure(
              injection.position(),
              "into " + spot,
              List.of(
                  "the answer is \"%s\" (expected: %s)"
                      .formatted(
                          answer,
                          refused == null
                              ? "accepted"
                              : "refused with words such as \"" + refused + "\""))));
    }
  }

  private void expect(Action.Expectation expectation) {
    Spot spot = expectation.spot();
    List<Passage> all = trial.passages();
    Passage.Way way = way(spot);
    List<Telemetry> passed =
        all.subList(seen.getOrDefault(spot, 0), all.size()).stream()
            .filter(passage -> passage.way() == way && passage.spot().equals(spot))
            .map(Passage::telemetry)
            .toList();
    seen.put(spot, all.size());
    List<String> lines = Check.of(expectation.wanted(), passed);
    if (!lines.isEmpty()) {
      String where = way == Passage.Way.OUT_OF ? "behind " : "to ";
      failures.add(new Failure(expectation.position(), where + spot, lines));
    }
  }

  private static Passage.Way way(Spot spot) {
    if (spot.kind() != ComponentKind.EXPORTER) {
      return Passage.Way.OUT_OF;
    }
    return spot.pipeline() == null ? Passage.Way.SENT : Passage.Way.INTO;
  }
}
