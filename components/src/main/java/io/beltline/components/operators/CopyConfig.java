package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * {@code copy}: copies a field.
 *
 * @param step the keys of every operator
 * @param from the field
 * @param to where the copy goes
 */
public record CopyConfig(
    @Squash StepConfig step,
    @Doc("The field to copy.") @Nullable Field from,
    @Doc("Where the copy goes.") @Nullable Field to)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    MoveConfig.demand(from, to, problems);
  }

  @Override
  public Operator operator(Parts parts) {
    Field source = from;
    Field target = to;
    if (source == null || target == null) {
      throw new IllegalStateException("not validated");
    }
    return Operator.of(
        entry -> {
          if (!source.isIn(entry)) {
            throw new OperatorException("the entry has no " + source);
          }
          target.set(entry, Values.copy(source.in(entry)));
        });
  }
}
