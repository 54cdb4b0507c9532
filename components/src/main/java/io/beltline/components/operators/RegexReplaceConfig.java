package io.beltline.components.operators;

import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.ottl.pattern.Replacement;
import io.beltline.ottl.pattern.Template;
import io.beltline.ottl.pattern.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code regex_replace}: replaces what a regular expression matches.
 *
 * @param step the keys of every operator
 * @param field the text
 * @param regex the expression
 * @param regexName one that is known by name
 * @param replaceWith what takes the place of each match
 */
public record RegexReplaceConfig(
    @Squash StepConfig step,
    @Doc("The text.") @Nullable Field field,
    @Doc("The expression (RE2).") @Nullable RegexText regex,
    @Doc("Instead of regex: ansi_control_sequences.") @Nullable KnownRegex regexName,
    @Doc("What takes the place of each match; $1, ${1} and ${name} are groups.") String replaceWith)
    implements OperatorConfig, Validated {

  /** Expressions that are known by name. */
  public enum KnownRegex {
    /** What gives colours to terminals: ESC [ with its parameters (ECMA-48, 5.4). */
    ANSI_CONTROL_SEQUENCES("\\x1B\\[[\\x30-\\x3F]*[\\x20-\\x2F]*[\\x40-\\x7E]");

    private final String regex;

    KnownRegex(String regex) {
      this.regex = regex;
    }
  }

  @Override
  public void validate(Problems problems) {
    if (field == null) {
      problems.add("field", "is missing (expected: a field such as body)");
    }
    if ((regex == null) == (regexName == null)) {
      problems.add(
          "regex",
          regex == null
              ? "is missing (expected: regex, or regex_name)"
              : "excludes regex_name (expected: one of the two)");
    }
  }

  @Override
  public Operator operator(Parts parts) {
    RegexText text = regexName == null ? regex : RegexText.parse(regexName.regex);
    if (text == null) {
      throw new IllegalStateException("not validated");
    }
    TextPattern pattern = text.pattern();
    Template by = new Template(replaceWith, pattern);
    return TextChange.of(field, value -> Replacement.all(pattern, value, by::append));
  }
}
