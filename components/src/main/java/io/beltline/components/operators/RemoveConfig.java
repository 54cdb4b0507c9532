package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * {@code remove}: removes a field.
 *
 * @param step the keys of every operator
 * @param field the field
 */
public record RemoveConfig(
    @Squash StepConfig step,
    @Doc("The field; attributes or resource for all of them.") @Nullable Field field)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (field == null) {
      problems.add("field", "is missing (expected: a field such as attributes.time)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    Field gone = field;
    if (gone == null) {
      throw new IllegalStateException("not validated");
    }
    return Operator.of(
        entry -> {
          if (!gone.isIn(entry)) {
            throw new OperatorException("the entry has no " + gone);
          }
          gone.remove(entry);
        });
  }
}
