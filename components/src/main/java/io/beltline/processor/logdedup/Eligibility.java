package io.beltline.processor.logdedup;

import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.config.Validated;
import io.beltline.model.Logs;
import io.beltline.model.Signal;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.ottl.ErrorMode;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.GroupSource;
import io.beltline.ottl.StatementMeter;
import io.beltline.ottl.Transformation;
import io.beltline.ottl.TransformationBuilder;
import io.beltline.ottl.TransformationRunner;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.function.FunctionSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Marks the log records that conditions hold for, with an attribute. Safe for all threads. */
final class Eligibility {
  /** The mark; it is taken off again before a record is kept. */
  static final AttributeKey MARK = AttributeKey.of("beltline.log_dedup.eligible");

  private final @Nullable TransformationRunner runner;

  Eligibility(List<String> conditions, Settings settings, Host host) {
    if (conditions.isEmpty()) {
      runner = null;
      return;
    }
    TransformationBuilder builder = new TransformationBuilder(Signal.LOGS, FunctionSet.standard());
    List<String> statements =
        conditions.stream()
            .map(c -> "set(log.attributes[\"" + MARK.name() + "\"], true) where " + c)
            .toList();
    builder.add(
        new GroupSource("log", List.of(), statements, ErrorMode.IGNORE, false),
        (part, index, problem) -> {
          throw new IllegalStateException("not validated: " + problem);
        });
    Transformation marks = builder.build();
    runner =
        new TransformationRunner(
            marks,
            new Environment(host.clock(), () -> ThreadLocalRandom.current().nextLong()),
            StatementMeter.NONE,
            new FailureLog(settings.logger(), host.clock(), marks.statements()));
  }

  /** Tells what is wrong with conditions. */
  static void compile(List<String> conditions, Validated.Problems problems) {
    new TransformationBuilder(Signal.LOGS, FunctionSet.converters())
        .addRules(
            new GroupSource("log", conditions, List.of(), ErrorMode.IGNORE, false),
            (part, index, problem) -> problems.add("conditions::" + index, problem.toString()));
  }

  /** Whether every record is eligible, without a mark. */
  boolean isOpen() {
    return runner == null;
  }

  /** Logs in which the records that are eligible have the mark. */
  Logs marked(Context context, Logs logs) {
    return runner == null ? logs : (Logs) runner.apply(context, logs);
  }
}
