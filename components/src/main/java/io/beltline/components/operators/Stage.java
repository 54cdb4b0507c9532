package io.beltline.components.operators;

import io.beltline.components.expression.Expression;
import io.beltline.components.expression.ExpressionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator in its place in the chain. */
final class Stage {
  private final String id;
  private final Operator operator;
  private final @Nullable Expression condition;
  private final OnError onError;
  private final Failures failures;
  private List<Stage> targets = List.of();

  Stage(
      String id,
      Operator operator,
      @Nullable Expression condition,
      OnError onError,
      Failures failures) {
    this.id = id;
    this.operator = operator;
    this.condition = condition;
    this.onError = onError;
    this.failures = failures;
  }

  String id() {
    return id;
  }

  Operator operator() {
    return operator;
  }

  List<Stage> targets() {
    return targets;
  }

  /** Sets where entries go on; no stage for the last of a chain. */
  void lead(List<Stage> to) {
    targets = List.copyOf(to);
  }

  void process(Entry entry, EntrySink sink) {
    try {
      if (condition == null || condition.test(entry)) {
        operator.process(entry, new Outlet(this, sink));
      } else {
        forward(entry, targets, sink);
      }
    } catch (OperatorException why) {
      failed(entry, why, sink);
    } catch (ExpressionException why) {
      failed(entry, new OperatorException("if: " + why.getMessage()), sink);
    }
  }

  void flush(EntrySink sink, long nanoTime) {
    operator.flush(nanoTime, new Outlet(this, sink));
  }

  void failed(Entry entry, OperatorException why, EntrySink sink) {
    failures.note(id, String.valueOf(why.getMessage()), onError);
    if (onError.sends) {
      forward(entry, targets, sink);
    } else {
      sink.dropped(entry, id, true);
    }
  }

  void forward(Entry entry, List<Stage> to, EntrySink sink) {
    if (to.isEmpty()) {
      sink.accept(entry);
      return;
    }
    for (int i = 1; i < to.size(); i++) {
      to.get(i).process(entry.copy(), sink);
    }
    to.getFirst().process(entry, sink);
  }
}
