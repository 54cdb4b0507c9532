package io.beltline.ottl;

import io.beltline.api.Context;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.testkit.FakeClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** Compiles and runs statements in tests. */
final class Runs {
  private final TransformationBuilder builder;
  private final List<String> problems = new ArrayList<>();
  private final FakeClock clock = new FakeClock();
  private final Map<Integer, List<Long>> counts = new LinkedHashMap<>();
  private final Map<Integer, Long> removed = new LinkedHashMap<>();
  private Logger logger = NOPLogger.NOP_LOGGER;

  Runs(Signal signal) {
    builder = new TransformationBuilder(signal, FunctionSet.standard());
  }

  static GroupSource group(String context, String... statements) {
    return new GroupSource(context, List.of(), List.of(statements), ErrorMode.PROPAGATE, false);
  }

  static GroupSource inferred(String... statements) {
    return new GroupSource(null, List.of(), List.of(statements), ErrorMode.PROPAGATE, false);
  }

  Runs log(Logger to) {
    logger = to;
    return this;
  }

  Runs with(GroupSource... groups) {
    for (GroupSource group : groups) {
      builder.add(
          group, (part, index, problem) -> problems.add(part + "[" + index + "]: " + problem));
    }
    return this;
  }

  Runs rules(String context, String... conditions) {
    return rules(ErrorMode.IGNORE, context, conditions);
  }

  Runs rulesWithoutContext(String... conditions) {
    return rules(ErrorMode.IGNORE, null, conditions);
  }

  Runs rules(ErrorMode mode, @Nullable String context, String... conditions) {
    builder.addRules(
        new GroupSource(context, List.of(conditions), List.of(), mode, false),
        (part, index, problem) -> problems.add(part + "[" + index + "]: " + problem));
    return this;
  }

  List<String> problems() {
    return problems;
  }

  FakeClock clock() {
    return clock;
  }

  /** By statement: matched, changed, failed; the sums of all runs. */
  Map<Integer, List<Long>> counts() {
    return counts;
  }

  /** By rule: the items it removed. */
  Map<Integer, Long> removed() {
    return removed;
  }

  Transformation transformation() {
    return builder.build();
  }

  TransformationRunner runner() {
    Transformation transformation = builder.build();
    return new TransformationRunner(
        transformation,
        new Environment(clock, new SplittableRandom(1)),
        new Counts(),
        new FailureLog(logger, clock, transformation.statements(), transformation.conditions()));
  }

  Telemetry run(Telemetry telemetry) {
    return runner().apply(Context.EMPTY, telemetry);
  }

  private final class Counts implements StatementMeter {
    @Override
    public void add(int statement, long matched, long changed, long failed) {
      counts.merge(
          statement,
          List.of(matched, changed, failed),
          (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1), a.get(2) + b.get(2)));
    }

    @Override
    public void removed(int statement, long items) {
      removed.merge(statement, items, Long::sum);
    }
  }
}
