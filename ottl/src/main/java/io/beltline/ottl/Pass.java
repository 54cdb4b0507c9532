package io.beltline.ottl;

import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Groups that run in one walk over the telemetry.
 *
 * <p>Each group is meant to see what the one before it made of all records. Groups share a walk
 * where that comes to the same: a later one looks at the same records or at records inside them,
 * and an earlier one changes nothing around its own.
 */
final class Pass {
  private final Map<ContextName, List<StatementGroup>> byContext = new EnumMap<>(ContextName.class);
  private final List<StatementGroup> inOrder = new ArrayList<>();

  /** Groups in as few passes as give what one pass for each would. */
  static List<Pass> of(List<StatementGroup> groups) {
    List<Pass> passes = new ArrayList<>();
    for (StatementGroup group : groups) {
      Pass last = passes.isEmpty() ? null : passes.getLast();
      if (last == null || !last.takes(group)) {
        last = new Pass();
        passes.add(last);
      }
      last.add(group);
    }
    return passes;
  }

  private void add(StatementGroup group) {
    inOrder.add(group);
    byContext.computeIfAbsent(group.context(), context -> new ArrayList<>()).add(group);
  }

  private boolean takes(StatementGroup next) {
    if (next.sharesCache() && inOrder.stream().anyMatch(StatementGroup::sharesCache)) {
      return false; // what the one has kept of all records is there when the other begins
    }
    ContextName wanted = next.context();
    for (StatementGroup earlier : inOrder) {
      ContextName there = earlier.context();
      boolean metricAlone = there == ContextName.METRIC && wanted != ContextName.METRIC;
      if (!wanted.sees(there) || !earlier.writesOnlyItself() || metricAlone) {
        return false;
      }
    }
    return true;
  }

  /** Whether it has groups of a context. */
  boolean has(ContextName context) {
    return byContext.containsKey(context);
  }

  /** Whether it has groups of a context or of one inside it. */
  boolean reaches(ContextName context) {
    return byContext.keySet().stream().anyMatch(there -> there.sees(context));
  }

  /**
   * Runs the groups of a context on the record at hand.
   *
   * @return whether it is to be removed
   */
  boolean run(ContextName context, Execution x, Tally tally) {
    List<StatementGroup> groups = byContext.get(context);
    if (groups != null) {
      for (int i = 0; i < groups.size(); i++) {
        groups.get(i).run(x, tally);
        if (x.isRemoved()) {
          return true;
        }
      }
    }
    return false;
  }
}
