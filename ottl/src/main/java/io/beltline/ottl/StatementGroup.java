package io.beltline.ottl;

import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import java.util.List;
import java.util.Set;

/** Compiled statements of one context that run one after another. Safe for all threads. */
final class StatementGroup {
  private final ContextName context;
  private final ConditionList conditions;
  private final Statement[] statements;
  private final ErrorMode mode;
  private final boolean sharedCache;
  private final Set<ContextName> written;

  StatementGroup(
      ContextName context,
      ConditionList conditions,
      List<Statement> statements,
      ErrorMode mode,
      boolean sharedCache,
      Set<ContextName> written) {
    this.context = context;
    this.conditions = conditions;
    this.statements = statements.toArray(Statement[]::new);
    this.mode = mode;
    this.sharedCache = sharedCache;
    this.written = written;
  }

  ContextName context() {
    return context;
  }

  List<Statement> statements() {
    return List.of(statements);
  }

  /** Whether its statements see what those of other groups put into the cache. */
  boolean sharesCache() {
    return sharedCache;
  }

  /** Whether it changes nothing but the records of its own context. */
  boolean writesOnlyItself() {
    return written.stream().allMatch(context::equals);
  }

  void run(Execution x, Tally tally) {
    x.beginGroup(sharedCache);
    if (conditions.isEmpty() || conditions.anyHolds(x, mode)) {
      for (Statement statement : statements) {
        statement.run(x, mode, tally);
        if (x.isRemoved()) {
          return;
        }
      }
    }
  }

  /** Conditions of which one must hold. */
  record ConditionList(List<Condition> conditions) {
    boolean isEmpty() {
      return conditions.isEmpty();
    }

    boolean anyHolds(Execution x, ErrorMode mode) {
      for (Condition condition : conditions) {
        try {
          if (condition.test(x)) {
            return true;
          }
        } catch (EvaluationException failure) {
          if (mode == ErrorMode.PROPAGATE) {
            throw failure;
          }
        }
      }
      return false;
    }
  }
}
