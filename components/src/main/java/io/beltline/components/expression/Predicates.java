package io.beltline.components.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions that ask something of each item of a list: {@code any(body.tags, # == "x")}. */
final class Predicates {
  private static final Set<String> NAMES =
      Set.of(
          "all",
          "none",
          "any",
          "one",
          "filter",
          "map",
          "find",
          "findIndex",
          "findLast",
          "findLastIndex",
          "count",
          "sum",
          "groupBy",
          "sortBy",
          "reduce");

  private Predicates() {}

  static boolean isOne(String name) {
    return NAMES.contains(name);
  }

  static Node call(Token function, Node list, @Nullable Node predicate, @Nullable Node start)
      throws ExpressionException {
    if (!list.kind().mayBe(Kind.LIST)) {
      throw ExpressionException.at(
          function.at(),
          function.text() + " of a value of type " + list.kind().word() + " (expected: array)");
    }
    Node ask = predicate;
    if (ask == null) {
      if (!function.text().equals("count") && !function.text().equals("sum")) {
        throw ExpressionException.at(
            function.at(), function.text() + " without a predicate (expected: array, predicate)");
      }
      ask = Node.of(Kind.ANY, scope -> scope.variable("#"));
    }
    Node asked = ask;
    return Node.of(
        kind(function.text()),
        scope -> {
          Object value = list.value(scope);
          if (!(value instanceof List<?> items)) {
            throw new ExpressionException(
                function.text() + " of " + Kind.of(value).word() + " (expected: array)");
          }
          return new Run(items, asked, scope).result(function.text(), start);
        });
  }

  private static Kind kind(String function) {
    return switch (function) {
      case "all", "none", "any", "one" -> Kind.BOOL;
      case "filter", "map", "sortBy" -> Kind.LIST;
      case "count" -> Kind.INT;
      case "groupBy" -> Kind.MAP;
      default -> Kind.ANY;
    };
  }

  /** One evaluation over a list. */
  private record Run(List<?> items, Node predicate, Scope scope) {

    @Nullable Object result(String function, @Nullable Node start) throws ExpressionException {
      return switch (function) {
        case "all" -> hits() == items.size();
        case "none" -> find(1, true) < 0;
        case "any" -> find(1, true) >= 0;
        case "one" -> hits() == 1;
        case "count" -> (long) hits();
        case "filter" -> filter();
        case "map" -> map();
        case "find" -> item(find(1, true));
        case "findIndex" -> index(find(1, true));
        case "findLast" -> item(find(-1, true));
        case "findLastIndex" -> index(find(-1, true));
        case "sum" -> sum();
        case "groupBy" -> groups();
        case "sortBy" -> sorted();
        default -> reduce(start);
      };
    }

    private @Nullable Object ask(int at) throws ExpressionException {
      return predicate.value(scope.with("#index", (long) at).with("#", items.get(at)));
    }

    private boolean test(int at) throws ExpressionException {
      if (ask(at) instanceof Boolean flag) {
        return flag;
      }
      throw new ExpressionException("a predicate is of no type bool");
    }

    private int hits() throws ExpressionException {
      int hits = 0;
      for (int i = 0; i < items.size(); i++) {
        hits += test(i) ? 1 : 0;
      }
      return hits;
    }

    private int find(int step, boolean wanted) throws ExpressionException {
      for (int i = step > 0 ? 0 : items.size() - 1; i >= 0 && i < items.size(); i += step) {
        if (test(i) == wanted) {
          return i;
        }
      }
      return -1;
    }

    private @Nullable Object item(int at) {
      return at < 0 ? null : items.get(at);
    }

    private static @Nullable Object index(int at) {
      return at < 0 ? null : (Object) (long) at;
    }

    private List<@Nullable Object> filter() throws ExpressionException {
      List<@Nullable Object> kept = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        if (test(i)) {
          kept.add(items.get(i));
        }
      }
      return kept;
    }

    private List<@Nullable Object> map() throws ExpressionException {
      List<@Nullable Object> mapped = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        mapped.add(ask(i));
      }
      return mapped;
    }

    private Object sum() throws ExpressionException {
      Object sum = 0L;
      for (int i = 0; i < items.size(); i++) {
        sum = Arithmetic.apply("+", sum, ask(i));
      }
      return sum;
    }

    private Map<String, List<@Nullable Object>> groups() throws ExpressionException {
      Map<String, List<@Nullable Object>> groups = new LinkedHashMap<>();
      for (int i = 0; i < items.size(); i++) {
        groups
            .computeIfAbsent(Conversions.text(ask(i)), key -> new ArrayList<>())
            .add(items.get(i));
      }
      return groups;
    }

    private List<@Nullable Object> sorted() throws ExpressionException {
      List<@Nullable Object> keys = map();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        int place = order.size();
        while (place > 0
            && Comparison.order("<", keys.get(i), keys.get(order.get(place - 1))) < 0) {
          place--;
        }
        order.add(place, i);
      }
      List<@Nullable Object> sorted = new ArrayList<>();
      order.forEach(at -> sorted.add(items.get(at)));
      return sorted;
    }

    private @Nullable Object reduce(@Nullable Node start) throws ExpressionException {
      if (items.isEmpty() && start == null) {
        throw new ExpressionException("reduce of an empty array");
      }
      Object sum = start == null ? items.getFirst() : start.value(scope);
      for (int i = start == null ? 1 : 0; i < items.size(); i++) {
        sum =
            predicate.value(
                scope.with("#index", (long) i).with("#acc", sum).with("#", items.get(i)));
      }
      return sum;
    }
  }
}
