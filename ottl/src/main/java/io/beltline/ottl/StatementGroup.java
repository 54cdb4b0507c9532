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
    if (conditions.isEmpty() || conditions.anyHolds(x, mode, tally)) {
      for (Statement statement : statements) {
        statement.run(x, mode, tally);
        if (x.isRemoved()) {
          return;
        }
      }
    }
  }

  /**
   * Conditions of which one must hold.
   *
   * @param first the number of the first one among all conditions of a transformation
   */
  record ConditionList(List<Condition> conditions, List<String> texts, int first) {
    /** No condition: all records are meant. */
    static final ConditionList NONE = new ConditionList(List.of(), List.of(), 0);

    boolean isEmpty() {
      return conditions.isEmpty();
    }

    boolean anyHolds(Execution x, ErrorMode mode, Tally tally) {
      for (int i = 0; i < conditions.size(); i++) {
        try {
          if (conditions.get(i).test(x)) {
            return true;
          }
        } catch (EvaluationException failure) {
          tally.conditionFailed(first + i, mode, failure);
          if (mode == ErrorMode.PROPAGATE) {
            throw new EvaluationException(texts.get(i), failure);
          }
        }
      }
      return false;
    }
  }
}
