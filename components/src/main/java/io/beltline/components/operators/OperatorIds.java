package io.beltline.components.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names the operators of a list: each has the id that is written, or is called by its type, from
 * the second of a type on with a number behind it that is free ({@code move}, {@code move1}, {@code
 * move2}), as the Collector does. An id that is the type is none.
 */
final class OperatorIds {
  private OperatorIds() {}

  /** The ids of operators, in their order. */
  static List<String> of(List<OperatorConfig> operators) {
    Set<String> taken = new HashSet<>();
    operators.forEach(operator -> taken.add(operator.step().name()));
    Map<String, Integer> next = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (OperatorConfig operator : operators) {
      String type = operator.step().type();
      if (operator.step().isNamed() || next.putIfAbsent(type, 1) == null) {
        ids.add(operator.step().name());
        continue;
      }
      int number = next.getOrDefault(type, 1);
      while (!taken.add(type + number)) {
        number++;
      }
      ids.add(type + number);
      next.put(type, number + 1);
    }
    return ids;
  }
}
