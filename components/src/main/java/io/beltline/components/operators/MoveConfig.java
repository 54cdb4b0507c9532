package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * {@code move}: moves or renames a field.
 *
 * @param step the keys of every operator
 * @param from the field
 * @param to where it goes
 */
public record MoveConfig(
    @Squash StepConfig step,
    @Doc("The field to move.") @Nullable Field from,
    @Doc("Where it goes.") @Nullable Field to)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    demand(from, to, problems);
  }

  static void demand(@Nullable Field from, @Nullable Field to, Problems problems) {
    if (from == null) {
      problems.add("from", "is missing (expected: a field such as attributes.msg)");
    }
    if (to == null) {
      problems.add("to", "is missing (expected: a field such as body)");
    }
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
          Object value = source.remove(entry);
          try {
            put(entry, target, value);
          } catch (OperatorException refused) {
            source.set(entry, value);
            throw refused;
          }
        });
  }

  private static void put(Entry entry, Field target, @Nullable Object value)
      throws OperatorException {
    if (target.equals(Field.BODY)) {
      entry.body(value);
    } else {
      target.set(entry, value);
    }
  }
}
