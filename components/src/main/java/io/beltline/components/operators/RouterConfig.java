package io.beltline.components.operators;

import io.beltline.components.expression.ExpressionException;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code router}: leads entries by expressions; the first that is true decides. An entry for which
 * none is goes to the default, or is dropped.
 *
 * @param step the keys of every operator
 * @param ways the expressions
 * @param otherwise where other entries go on
 */
public record RouterConfig(
    @Squash StepConfig step,
    @Key("routes") @Doc("Where entries go on, by expressions.") List<Route> ways,
    @Key("default") @Doc("The ids of the operators for other entries; dropped if none.")
        List<String> otherwise)
    implements OperatorConfig, Validated {

  /**
   * One way on.
   *
   * @param condition which entries take it
   * @param output the ids of the operators
   * @param attributes what is added to them
   */
  public record Route(
      @Key("expr") @Doc("An expression.") @Nullable ConditionText condition,
      @Doc("The ids of the operators.") List<String> output,
      @Doc("Attributes that are added.") Map<String, TextTemplate> attributes)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      if (condition == null) {
        problems.add("expr", "is missing (expected: an expression)");
      }
      if (output.isEmpty()) {
        problems.add("output", "is missing (expected: the id of an operator)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (ways.isEmpty()) {
      problems.add("routes", "is empty (expected: at least one with expr and output)");
    }
  }

  @Override
  public List<String> routes() {
    List<String> ids = new ArrayList<>(otherwise);
    ways.forEach(way -> ids.addAll(way.output()));
    return ids;
  }

  private record Way(
      ConditionText condition, List<String> ids, Map<String, TextTemplate> attributes) {}

  @Override
  public Operator operator(Parts parts) {
    List<Way> compiled = new ArrayList<>();
    for (Route way : ways) {
      ConditionText condition = way.condition();
      if (condition == null) {
        throw new IllegalStateException("not validated");
      }
      compiled.add(new Way(condition, way.output(), way.attributes()));
    }
    return (entry, out) -> {
      for (Way way : compiled) {
        if (FilterConfig.matches(way.condition(), entry)) {
          add(way.attributes(), entry);
          out.to(parts.stages().apply(way.ids()), entry);
          return;
        }
      }
      if (otherwise.isEmpty()) {
        out.drop(entry);
      } else {
        out.to(parts.stages().apply(otherwise), entry);
      }
    };
  }

  /** Adds attributes whose values may be calculated. */
  static void add(Map<String, TextTemplate> attributes, Entry entry) throws OperatorException {
    for (Map.Entry<String, TextTemplate> attribute : attributes.entrySet()) {
      try {
        entry.attributes().put(attribute.getKey(), attribute.getValue().render(entry));
      } catch (ExpressionException wrong) {
        throw OperatorException.of(wrong);
      }
    }
  }
}
