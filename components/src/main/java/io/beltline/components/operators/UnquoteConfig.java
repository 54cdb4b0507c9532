package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * {@code unquote}: what a quoted text means.
 *
 * @param step the keys of every operator
 * @param field the text
 */
public record UnquoteConfig(
    @Squash StepConfig step,
    @Doc("The text in double, back or single quotes.") @Nullable Field field)
    implements OperatorConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if (field == null) {
      problems.add("field", "is missing (expected: a field such as body)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    return TextChange.of(field, QuotedText::meaning);
  }
}
