package io.beltline.processor.span;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.components.match.MatchConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code span}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/spanprocessor">the
 *     keys and defaults</a>
 */
public record SpanProcessorConfig(
    @Doc("Only spans that match are edited. Without it, all are.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable MatchConfig include,
    @Doc("Spans that match are left alone.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable MatchConfig exclude,
    @Doc("How spans are renamed.") NameConfig name,
    @Doc("The status spans are given.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable StatusConfig status)
    implements Validated {

  /** How spans are renamed. */
  public record NameConfig(
      @Doc("Attributes whose values make the name; if one is missing, the name stays.")
          @Default("[]")
          List<String> fromAttributes,
      @Doc("What stands between the values.") @Default("\"\"") String separator,
      @Doc("How attributes are made of the name.")
          @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Nullable ToAttributesConfig toAttributes) {}

  /** How attributes are made of the name. */
  public record ToAttributesConfig(
      @Doc("RE2 expressions: each named group becomes an attribute, and {its name} in the name.")
          @Default("[]")
          List<String> rules,
      @Doc("Whether rules behind the first that matches are left out.") @Default("false")
          boolean breakAfterMatch,
      @Doc("Whether the name stays as it is.") @Default("false") boolean keepOriginalName)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (rules.isEmpty()) {
        problems.add("rules", "is missing or empty (expected: a list with at least one)");
      }
      for (int i = 0; i < rules.size(); i++) {
        try {
          Pattern.compile(rules.get(i));
        } catch (PatternSyntaxException wrong) {
          problems.add(
              "rules::" + i,
              "\"" + rules.get(i) + "\" is no regular expression: " + wrong.getDescription());
        }
      }
    }
  }

  /** The status spans are given. */
  public record StatusConfig(
      @Doc("Ok, Error or Unset.") @Nullable Code code,
      @Doc("What went wrong, with Error.") @Default("\"\"") String description)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (code == null) {
        problems.add("code", "is missing (expected: Ok, Error or Unset)");
      } else if (code != Code.ERROR && !description.isEmpty()) {
        problems.add("description", "has a meaning with code Error only (expected: none)");
      }
    }
  }

  /** Codes of a status. */
  public enum Code {
    @Key("Unset")
    UNSET(0),
    @Key("Ok")
    OK(1),
    @Key("Error")
    ERROR(2);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    /** Its number in a span. */
    int number() {
      return number;
    }
  }

  @Override
  public void validate(Problems problems) {
    if (name.fromAttributes().isEmpty() && name.toAttributes() == null && status == null) {
      problems.add(
          "name", "has nothing to do (expected: from_attributes, to_attributes or status)");
    }
    misplaced("include", include, problems);
    misplaced("exclude", exclude, problems);
  }

  private static void misplaced(String key, @Nullable MatchConfig match, Problems problems) {
    String wrong = match == null ? null : match.misplaced(Signal.TRACES);
    if (wrong != null) {
      problems.add(key, wrong);
    }
  }
}
