package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * Where the name of the scope stands.
 *
 * @param parseFrom the field
 */
public record ScopeNameConfig(@Doc("The field with the name.") @Nullable Field parseFrom)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (parseFrom == null) {
      problems.add("parse_from", "is missing (expected: the field with the name)");
    }
  }

  void apply(Entry entry) throws OperatorException {
    Object name = parseFrom == null ? null : parseFrom.in(entry);
    if (!(name instanceof String text)) {
      throw new OperatorException(parseFrom + " is no text (expected: the name of a scope)");
    }
    entry.scopeName = text;
  }
}
