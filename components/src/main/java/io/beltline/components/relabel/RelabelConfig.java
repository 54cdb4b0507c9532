package io.beltline.components.relabel;

import static io.beltline.components.relabel.RelabelAction.HASHMOD;
import static io.beltline.components.relabel.RelabelAction.LABELDROP;
import static io.beltline.components.relabel.RelabelAction.LABELKEEP;
import static io.beltline.components.relabel.RelabelAction.LABELMAP;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import java.util.List;

/**
 * A relabeling rule.
 *
 * @param sourceLabels labels whose values are joined
 * @param separator what stands between them
 * @param regex what the whole joined value must match
 * @param modulus of {@code hashmod}
 * @param targetLabel the label that is written
 * @param replacement its value, with {@code $1} or {@code ${name}} for groups
 * @param action what is done
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config">the
 *     keys and defaults</a>
 */
public record RelabelConfig(
    @Default("[]") @Doc("Labels whose values are joined.") List<String> sourceLabels,
    @Default(";") @Doc("What stands between joined values.") String separator,
    @Default(RelabelConfig.ALL) @Doc("What the whole joined value must match, in RE2's syntax.")
        String regex,
    @Default("0") @Doc("The modulus of hashmod.") long modulus,
    @Default("") @Doc("The label that is written; may hold $1 with action replace.")
        String targetLabel,
    @Default(RelabelConfig.FIRST) @Doc("What is written, with $1 or ${name} for groups.")
        String replacement,
    @Default("replace") @Doc("What is done.") RelabelAction action)
    implements Validated {
  static final String ALL = "(.*)";
  static final String FIRST = "$1";

  /** A rule's pattern, which must match the whole. */
  static TextPattern pattern(String regex) throws InvalidPatternException {
    return TextPattern.of("^(?s:" + regex + ")$");
  }

  @Override
  public void validate(Problems problems) {
    try {
      pattern(regex);
    } catch (InvalidPatternException wrong) {
      problems.add("regex", "\"" + regex + "\" is no regular expression (expected: RE2's syntax)");
    }
    if (action == HASHMOD && modulus <= 0) {
      problems.add("modulus", "must be positive with hashmod (expected: a number such as 8)");
    }
    switch (action) {
      case REPLACE, HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL -> {
        if (targetLabel.isEmpty()) {
          problems.add("target_label", "is missing (expected: the label to write or compare)");
        }
      }
      case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> {}
    }
    if (action == LABELMAP && replacement.isEmpty()) {
      problems.add("replacement", "is empty (expected: the name of a label, such as $1)");
    }
    unused(problems);
  }

  private void unused(Problems problems) {
    switch (action) {
      case LOWERCASE, UPPERCASE -> usual(problems, "replacement", replacement, FIRST);
      case KEEPEQUAL, DROPEQUAL -> {
        usual(problems, "regex", regex, ALL);
        usual(problems, "replacement", replacement, FIRST);
      }
      case LABELDROP, LABELKEEP -> {
        usual(problems, "replacement", replacement, FIRST);
        usual(problems, "target_label", targetLabel, "");
        usual(problems, "separator", separator, ";");
        usual(problems, "source_labels", String.join(",", sourceLabels), "");
      }
      case REPLACE, KEEP, DROP, HASHMOD, LABELMAP -> {}
    }
    if (action == LABELDROP || action == LABELKEEP) {
      usual(problems, "modulus", String.valueOf(modulus), "0");
    }
  }

  private void usual(Problems problems, String key, String value, String usual) {
    if (!value.equals(usual)) {
      problems.add(
          key,
          "has no effect with "
              + action.name().toLowerCase(java.util.Locale.ROOT)
              + " (expected: not to be written)");
    }
  }
}
