package io.beltline.components.operators;

import org.jspecify.annotations.Nullable;

/** Changes a text of an entry; an entry without it stays as it is. */
@FunctionalInterface
interface TextChange {

  /** The text in its new form. */
  String apply(String text) throws OperatorException;

  /** The operator that changes a field. */
  static Operator of(@Nullable Field field, TextChange change) {
    if (field == null) {
      throw new IllegalStateException("not validated");
    }
    return Operator.of(
        entry -> {
          Object value = field.in(entry);
          if (value instanceof String text) {
            field.set(entry, change.apply(text));
          } else if (value != null) {
            throw new OperatorException(field + " is no text");
          }
        });
  }
}
