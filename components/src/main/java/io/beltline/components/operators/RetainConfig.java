package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.List;

/**
 * {@code retain}: removes all but some fields, in each part of the entry that one of them is of.
 *
 * @param step the keys of every operator
 * @param fields what stays
 */
public record RetainConfig(
    @Squash StepConfig step, @Doc("The fields that stay.") List<Field> fields)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (fields.isEmpty()) {
      problems.add("fields", "is empty (expected: at least one field)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    return Operator.of(this::retain);
  }

  private void retain(Entry entry) throws OperatorException {
    Entry before = new Entry(entry.source(), Origin.NONE, entry.body(), 0);
    before.attributes(entry.attributes());
    before.resource(entry.resource());
    for (Field field : fields) {
      switch (field.root()) {
        case BODY -> entry.body(null);
        case ATTRIBUTES -> entry.attributes(new FlatMap());
        case RESOURCE -> entry.resource(new FlatMap());
      }
    }
    for (Field field : fields) {
      if (field.isIn(before)) {
        field.set(entry, field.in(before));
      }
    }
  }
}
