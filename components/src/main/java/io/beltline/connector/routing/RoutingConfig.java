package io.beltline.connector.routing;

import io.beltline.api.Ruled;
import io.beltline.components.parts.PipelineName;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import io.beltline.ottl.ErrorMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What users write under {@code routing}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/routingconnector">the
 *     keys and defaults</a>
 */
public record RoutingConfig(
    @Doc(
            "What becomes of items a condition fails on: propagate refuses the whole request,"
                + " ignore logs it and tries the next route, silent does not log.")
        @Default("propagate")
        ErrorMode errorMode,
    @Doc("The pipelines of items that no route takes. Without any, such items are left out.")
        @Default("[]")
        List<PipelineName> defaultPipelines,
    @Doc("The routes, tried in their order.") List<RouteConfig> table)
    implements Validated, Ruled {

  /** What a route does with the items it takes. */
  public enum Action {
    /** Later routes do not see them. */
    MOVE,
    /** Later routes see them too. */
    COPY
  }

  /**
   * One route.
   *
   * @param context what the condition is about
   * @param statement the condition as a statement
   * @param condition the condition
   * @param action what becomes of items it takes
   * @param pipelines where they go
   */
  public record RouteConfig(
      @Doc(
              "What the condition is about: resource, span, metric, datapoint, log or request."
                  + " Without it, what its paths name, or resource.")
          @Default("")
          String context,
      @Doc("In place of condition: route() where and the condition.") @Default("") String statement,
      @Doc("Which items the route takes, an OTTL condition.") @Default("") String condition,
      @Doc("move: later routes do not see the items; copy: they do.") @Default("move")
          Action action,
      @Doc("The pipelines the items go to.") List<PipelineName> pipelines)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (statement.isEmpty() == condition.isEmpty()) {
        problems.add("", "must have either a condition or a statement");
      } else if (pipelines.isEmpty()) {
        problems.add("pipelines", "is empty (expected: at least one pipeline)");
      } else if (pipelines.stream().map(PipelineName::signal).distinct().count() > 1) {
        problems.add("pipelines", "are of different signals (expected: of one)");
      } else {
        RouteCondition.compile(this, problems);
      }
    }

    /** The signal of the items it is for. */
    Signal signal() {
      return pipelines.getFirst().signal();
    }
  }

  @Override
  public void validate(Problems problems) {
    if (table.isEmpty()) {
      problems.add("table", "is empty (expected: at least one route)");
    }
  }

  @Override
  public List<Rule> rules(Signal signal) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      if (table.get(i).signal() == signal) {
        String key = table.get(i).condition().isEmpty() ? "statement" : "condition";
        rules.add(new Rule("route", "table::" + i + "::" + key, "table[" + i + "]"));
      }
    }
    if (defaultPipelines.stream().anyMatch(name -> name.signal() == signal)) {
      rules.add(new Rule("route", "default_pipelines", "default"));
    }
    return rules;
  }
}
