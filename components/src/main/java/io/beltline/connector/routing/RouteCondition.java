package io.beltline.connector.routing;

import io.beltline.config.Validated;
import io.beltline.model.Signal;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.function.FunctionSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which items a route takes: by the request they came in, or by what they are.
 *
 * @param request a condition on the request, or null
 * @param record a condition on the record, or null
 */
record RouteCondition(
    @Nullable RequestCondition request, RecordConditions.@Nullable Compiled record) {
  private static final String REQUEST = "request";
  private static final Set<String> CONTEXTS =
      Set.of("", REQUEST, "resource", "span", "metric", "datapoint", "log");

  /** Compiles for a check of the configuration. */
  static void compile(RoutingConfig.RouteConfig route, Validated.Problems problems) {
    compile(route, conditions(route.signal()), problems);
  }

  /** What compiles the conditions of a signal. */
  static RecordConditions conditions(Signal signal) {
    return new RecordConditions(signal, FunctionSet.standard());
  }

  /** Compiles; null if there is a problem. */
  static @Nullable RouteCondition compile(
      RoutingConfig.RouteConfig route, RecordConditions conditions, Validated.Problems problems) {
    if (!CONTEXTS.contains(route.context())) {
      problems.add(
          "context",
          "\"%s\" is no context (expected: resource, span, metric, datapoint, log or request)"
              .formatted(route.context()));
      return null;
    }
    if (route.context().equals(REQUEST)) {
      RequestCondition request = RequestCondition.parse(route.condition());
      if (request == null) {
        problems.add(
            route.condition().isEmpty() ? "statement" : "condition",
            "is no condition of a request (expected: request[\"key\"] == \"value\" or !=)");
        return null;
      }
      return new RouteCondition(request, null);
    }
    try {
      return new RouteCondition(null, record(route, conditions));
    } catch (InvalidStatementException wrong) {
      String key = route.condition().isEmpty() ? "statement" : "condition";
      wrong.problems().forEach(problem -> problems.add(key, problem.toString()));
      return null;
    }
  }

  private static RecordConditions.Compiled record(
      RoutingConfig.RouteConfig route, RecordConditions conditions)
      throws InvalidStatementException {
    if (!route.context().isEmpty()) {
      return record(route.context(), route, conditions);
    }
    try {
      return record(null, route, conditions);
    } catch (InvalidStatementException withoutPrefixes) {
      try { // paths without a prefix speak of the resource, as they did before there were prefixes
        return record("resource", route, conditions);
      } catch (InvalidStatementException wrong) {
        wrong.addSuppressed(withoutPrefixes);
        throw wrong;
      }
    }
  }

  private static RecordConditions.Compiled record(
      @Nullable String context, RoutingConfig.RouteConfig route, RecordConditions conditions)
      throws InvalidStatementException {
    return route.condition().isEmpty()
        ? conditions.statement(context, "route", route.statement())
        : conditions.condition(context, route.condition());
  }
}
