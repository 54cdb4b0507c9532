package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code flatten}: moves the parts of a map to the level above.
 *
 * @param step the keys of every operator
 * @param field the map
 */
public record FlattenConfig(
    @Squash StepConfig step, @Doc("The map to flatten.") @Nullable Field field)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (field == null) {
      problems.add("field", "is missing (expected: a field such as body.details)");
    } else if (field.isRoot()) {
      problems.add("field", "\"" + field + "\" has no level above (expected: a part of it)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    Field flat = field;
    if (flat == null) {
      throw new IllegalStateException("not validated");
    }
    Field above = new Field(flat.root(), flat.keys().subList(0, flat.keys().size() - 1));
    return Operator.of(
        entry -> {
          if (!(flat.in(entry) instanceof Map<?, ?> map)) {
            throw new OperatorException("the entry has no map " + flat);
          }
          flat.remove(entry);
          above.set(entry, map);
        });
  }
}
