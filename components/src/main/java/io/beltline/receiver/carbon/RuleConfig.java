package io.beltline.receiver.carbon;

import com.google.re2j.Pattern;
import io.beltline.components.operators.RegexText;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that makes a name and attributes of a path.
 *
 * @param regexp what a path must match
 * @param namePrefix what the name begins with
 * @param labels attributes of all that match
 * @param type what the metric is
 */
public record RuleConfig(
    @Doc(
            "A regular expression; its groups are named key_... for attributes, name_... for the"
                + " name.")
        @Nullable RegexText regexp,
    @Doc("What the name begins with.") String namePrefix,
    @Doc("Attributes of all metrics that match.") Map<String, String> labels,
    @Default("gauge") @Doc("gauge, or cumulative for a sum that only grows.") Type type)
    implements Validated {
  /** What the names of groups begin with whose texts become the name. */
  static final String NAME = "name_";

  /** What the names of groups begin with whose texts become attributes. */
  static final String KEY = "key_";

  /** What a metric is. */
  public enum Type {
    @Key(value = "gauge", aliases = "")
    GAUGE,
    @Key("cumulative")
    CUMULATIVE
  }

  @Override
  public void validate(Problems problems) {
    if (regexp == null || regexp.toString().isEmpty()) {
      problems.add("regexp", "must be written (expected: a regular expression)");
      return;
    }
    Pattern pattern = regexp.pattern().re2();
    for (String group : pattern.namedGroups().keySet()) {
      if (!group.startsWith(NAME) && !group.startsWith(KEY)) {
        problems.add(
            "regexp", "group \"" + group + "\" is of no use (expected: key_... or name_...)");
      }
    }
  }
}
