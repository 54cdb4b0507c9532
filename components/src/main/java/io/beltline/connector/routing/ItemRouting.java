package io.beltline.connector.routing;

import io.beltline.api.Context;
import io.beltline.model.Telemetry;
import io.beltline.ottl.ErrorMode;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.RecordWalk;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import java.util.BitSet;
import java.util.List;

/** Finds the routes of each item of a request. By one thread at a time. */
final class ItemRouting {
  private final RoutingTable table;
  private final RecordWalk walk;
  private final FailureLog log;
  private final boolean[] around;
  private BitSet[] chosen = {};
  private BitSet rest = new BitSet();
  private int next;

  ItemRouting(RoutingTable table, Environment environment, FailureLog log) {
    this.table = table;
    this.walk = new RecordWalk(table.layout(), environment);
    this.log = log;
    this.around = new boolean[table.routes().size()];
  }

  /**
   * Which items go where.
   *
   * @param chosen the items of each route
   * @param rest the items that no route takes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once
  record Choice(BitSet[] chosen, BitSet rest) {}

  /**
   * Chooses.
   *
   * @throws EvaluationException if a condition failed and that is to be told
   */
  Choice choose(Context context, Telemetry telemetry) {
    List<Route> routes = table.routes();
    chosen = new BitSet[routes.size()];
    rest = new BitSet();
    next = 0;
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = new BitSet();
      RequestCondition request = routes.get(i).condition().request();
      around[i] = request != null && request.test(context);
    }
    walk.walk(context, telemetry, this::visit);
    return new Choice(chosen, rest);
  }

  private void visit(ContextName context, Execution x) {
    boolean leaf =
        context == ContextName.SPAN
            || context == ContextName.DATA_POINT
            || context == ContextName.LOG;
    if (leaf) {
      item(context, x);
      next++;
    } else if (context == ContextName.RESOURCE
        || context == ContextName.SCOPE
        || context == ContextName.METRIC) {
      List<Route> routes = table.routes();
      for (int i = 0; i < around.length; i++) {
        if (contextOf(routes.get(i)) == context) {
          around[i] = test(i, x);
        }
      }
    }
  }

  private void item(ContextName context, Execution x) {
    List<Route> routes = table.routes();
    boolean copied = false;
    for (int i = 0; i < around.length; i++) {
      Route route = routes.get(i);
      if (contextOf(route) == context ? test(i, x) : around[i]) {
        chosen[i].set(next);
        if (!route.copies()) {
          return;
        }
        copied = true;
      }
    }
    if (!copied || !table.rest().isEmpty()) {
      rest.set(next);
    }
  }

  private static ContextName contextOf(Route route) {
    RecordConditions.Compiled record = route.condition().record();
    return record == null ? ContextName.EXEMPLAR : record.context(); // which is never visited
  }

  private boolean test(int index, Execution x) {
    Route route = table.routes().get(index);
    RecordConditions.Compiled record = route.condition().record();
    try {
      return record != null && record.test(x);
    } catch (EvaluationException failure) {
      route.failures().add(1);
      if (table.errorMode() == ErrorMode.PROPAGATE) {
        throw failure;
      }
      if (table.errorMode() == ErrorMode.IGNORE) {
        log.failed(index, failure);
      }
      return false;
    }
  }
}
