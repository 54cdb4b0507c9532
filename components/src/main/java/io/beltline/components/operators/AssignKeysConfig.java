package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code assign_keys}: makes a map of a list.
 *
 * @param step the keys of every operator
 * @param field the list
 * @param keys the keys of its values
 */
public record AssignKeysConfig(
    @Squash StepConfig step,
    @Doc("The list.") @Nullable Field field,
    @Doc("The keys of its values, as many as there are.") List<String> keys)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (field == null) {
      problems.add("field", "is missing (expected: a field such as body)");
    } else if (field.isRoot() && !field.equals(Field.BODY)) {
      problems.add("field", field + " is no list (expected: a part of it, or body)");
    }
    if (keys.isEmpty()) {
      problems.add("keys", "is empty (expected: a key for each value)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    Field list = field;
    if (list == null) {
      throw new IllegalStateException("not validated");
    }
    return Operator.of(
        entry -> {
          if (!(list.in(entry) instanceof List<?> values)) {
            throw new OperatorException("the entry has no list " + list);
          }
          list.set(entry, assigned(keys, values));
        });
  }

  /** Values by keys. */
  static Map<String, @Nullable Object> assigned(List<String> keys, List<?> values)
      throws OperatorException {
    if (keys.size() != values.size()) {
      throw new OperatorException(
          "the list has " + values.size() + " values (expected: " + keys.size() + ")");
    }
    Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }
}
