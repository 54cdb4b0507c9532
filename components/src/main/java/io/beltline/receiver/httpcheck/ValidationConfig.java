package io.beltline.receiver.httpcheck;

import io.beltline.components.operators.RegexText;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of the body of an answer; each key that is written is a check of its own.
 *
 * @param contains a text that is there
 * @param notContains a text that is not
 * @param jsonPath where a value is
 * @param wanted the value there; empty for any
 * @param maxSize the most bytes
 * @param minSize the fewest bytes
 * @param regex a pattern that is found
 */
public record ValidationConfig(
    @Default("") @Doc("A text the body must have.") String contains,
    @Default("") @Doc("A text the body must not have.") String notContains,
    @Doc("A path to a value the body must have as JSON, such as items.0.name.")
        @Nullable JsonPath jsonPath,
    @Key("equals") @Default("") @Doc("The text of that value; empty for any.") String wanted,
    @Doc("The most bytes of the body.") @Nullable Long maxSize,
    @Doc("The fewest bytes of the body.") @Nullable Long minSize,
    @Doc("A regular expression found in the body.") @Nullable RegexText regex)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (!wanted.isEmpty() && jsonPath == null) {
      problems.add("equals", "has no json_path beside it (expected: json_path, or contains)");
    }
    if (maxSize != null && minSize != null && minSize > maxSize) {
      problems.add("min_size", "is above max_size: no body can be both");
    }
  }
}
