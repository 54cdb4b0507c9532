package io.beltline.components.operators;

import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Problem;
import io.beltline.config.Validated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What users write under {@code operators}, read and checked. */
public final class OperatorList {
  private final List<OperatorConfig> operators;
  private final List<String> ids;

  private OperatorList(List<OperatorConfig> operators) {
    this.operators = operators;
    this.ids = OperatorIds.of(operators);
  }

  /**
   * Reads a list of operators and reports everything wrong with it.
   *
   * @param key the key it stands under, for problems
   */
  public static OperatorList read(List<ConfigNode> nodes, String key, Validated.Problems problems) {
    List<OperatorConfig> operators = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      String path = key + "::" + i;
      OperatorConfig operator = operator(nodes.get(i), path, problems);
      if (operator == null) {
        continue;
      }
      Integer before =
          operator.step().isNamed() ? places.putIfAbsent(operator.step().name(), i) : null;
      if (before != null) {
        problems.add(
            path,
            "has the id \"%s\" of operator %d (expected: an id of its own)"
                .formatted(operator.step().name(), before + 1));
      }
      operators.add(operator);
    }
    OperatorList list = new OperatorList(operators);
    if (operators.size() == nodes.size()) {
      new Links(list, key, problems).check();
    }
    return list;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return operators.isEmpty();
  }

  List<OperatorConfig> operators() {
    return operators;
  }

  /** What each is called, in their order. */
  List<String> ids() {
    return ids;
  }

  private static @Nullable OperatorConfig operator(
      ConfigNode node, String path, Validated.Problems problems) {
    if (!(node instanceof ConfigMap map)) {
      problems.add(path, "is no operator (expected: a map with type)");
      return null;
    }
    String type = map.value("type") instanceof ConfigScalar scalar ? scalar.original() : "";
    Class<? extends Record> config = OperatorTypes.all().get(type);
    if (config == null) {
      String refusal = OperatorTypes.refusal(type);
      problems.add(
          type.isEmpty() ? path : path + "::type",
          type.isEmpty()
              ? "has no type (expected: " + String.join(", ", OperatorTypes.all().keySet()) + ")"
              : "\""
                  + type
                  + "\" "
                  + (refusal == null
                      ? "is no operator (expected: "
                          + String.join(", ", OperatorTypes.all().keySet())
                          + ")"
                      : refusal));
      return null;
    }
    Bound<? extends Record> bound = Binder.bind(config, node, path, node.position());
    for (Problem problem : bound.problems()) {
      problems.add(problem.path(), problem.message());
    }
    return bound.failed() ? null : (OperatorConfig) bound.value();
  }

  /** Checks where operators lead: to one that is there, and never in a circle. */
  private static final class Links {
    private final List<OperatorConfig> operators;
    private final String key;
    private final Validated.Problems problems;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<Integer> done = new HashSet<>();

    Links(OperatorList list, String key, Validated.Problems problems) {
      this.operators = list.operators;
      this.key = key;
      this.problems = problems;
      for (int i = 0; i < operators.size(); i++) {
        places.put(list.ids.get(i), i);
      }
    }

    void check() {
      for (int i = 0; i < operators.size(); i++) {
        for (String id : operators.get(i).step().output()) {
          known(i, id, "output");
        }
        for (String id : operators.get(i).routes()) {
          known(i, id, "routes");
        }
      }
      for (int i = 0; i < operators.size(); i++) {
        visit(i, new HashSet<>());
      }
    }

    private void known(int from, String id, String where) {
      if (!places.containsKey(id)) {
        problems.add(
            key + "::" + from + "::" + where,
            "\"" + id + "\" is no operator of the list (expected: an id of one)");
      }
    }

    private void visit(int at, Set<Integer> way) {
      if (!way.add(at)) {
        problems.add(key + "::" + at, "leads back to itself (expected: no circle)");
        done.add(at);
        return;
      }
      if (!done.contains(at)) {
        for (int next : next(at)) {
          visit(next, way);
        }
        done.add(at);
      }
      way.remove(at);
    }

    private Set<Integer> next(int at) {
      Set<Integer> next = new HashSet<>();
      OperatorConfig operator = operators.get(at);
      for (String id : operator.step().output()) {
        next.add(places.getOrDefault(id, at + 1));
      }
      for (String id : operator.routes()) {
        next.add(places.getOrDefault(id, at + 1));
      }
      if (operator.step().output().isEmpty() && operator.routes().isEmpty()) {
        next.add(at + 1);
      }
      next.removeIf(place -> place >= operators.size());
      return next;
    }
  }
}
