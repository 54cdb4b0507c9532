package io.beltline.processor.filter;

import io.beltline.components.match.MatchConfig;
import io.beltline.components.match.MatchConfig.AttributeConfig;
import io.beltline.components.match.MatchConfig.MatchType;
import io.beltline.components.match.MatchConfig.SeverityConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users write under {@code logs::include} or {@code logs::exclude}. */
public record LogMatchConfig(
    @Doc("How texts are compared: strict for equality, regexp for RE2 expressions.")
        @Nullable MatchType matchType,
    @Doc("Attributes of the resource that must all be there.") @Default("[]")
        List<AttributeConfig> resourceAttributes,
    @Doc("Attributes of the record that must all be there.") @Default("[]")
        List<AttributeConfig> recordAttributes,
    @Doc("Severity texts.") @Default("[]") List<String> severityTexts,
    @Doc("The lowest severity.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable SeverityNumberConfig severityNumber,
    @Doc("Bodies, as text.") @Default("[]") List<String> bodies)
    implements Validated {

  private static final List<String> NAMES =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
  private static final int STEPS = 4; // INFO, INFO2, INFO3, INFO4
  private static final int MAX = NAMES.size() * STEPS;

  /** The lowest severity, by name or number. */
  public record SeverityNumberConfig(
      @Doc("The lowest severity that matches: INFO, WARN2, 17, ...") @Default("\"\"") String min,
      @Doc("Whether a record without a severity matches.") @Default("false") boolean matchUndefined)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (!min.isEmpty() && number() < 0) {
        problems.add(
            "min", "\"" + min + "\" is no severity (expected: such as INFO, WARN2, or 1 to 24)");
      }
    }

    /** The number, 0 if there is none, -1 if it is no severity. */
    int number() {
      String word = min.toUpperCase(Locale.ROOT);
      if (word.isEmpty()) {
        return 0;
      }
      for (int number = 1; number <= MAX; number++) {
        if (word.equals(Integer.toString(number)) || word.equals(name(number))) {
          return number;
        }
      }
      return -1;
    }

    private static String name(int number) {
      int step = (number - 1) % STEPS;
      return NAMES.get((number - 1) / STEPS) + (step == 0 ? "" : step + 1);
    }
  }

  private static final Map<String, String> KEYS =
      Map.of(
          "log_bodies", "bodies",
          "log_severity_texts", "severity_texts",
          "attributes", "record_attributes",
          "resources", "resource_attributes");

  @Override
  public void validate(Problems problems) {
    if (isEmpty()) {
      return;
    }
    boolean numberOnly =
        bodies.isEmpty()
            && severityTexts.isEmpty()
            && recordAttributes.isEmpty()
            && resourceAttributes.isEmpty();
    shared()
        .validate(
            (key, message) -> {
              if (!(numberOnly && key.equals("match_type"))) {
                problems.add(KEYS.getOrDefault(key, key), message);
              }
            });
  }

  /** True if it says nothing; it is then as if it were not written. */
  boolean isEmpty() {
    return bodies.isEmpty()
        && severityTexts.isEmpty()
        && recordAttributes.isEmpty()
        && resourceAttributes.isEmpty()
        && severityNumber == null;
  }

  /** The same under the keys that several processors share. */
  MatchConfig shared() {
    SeverityConfig severity =
        severityNumber == null
            ? null
            : new SeverityConfig(severityNumber.number(), severityNumber.matchUndefined());
    return Matches.of(
        matchType,
        List.of(),
        resourceAttributes,
        recordAttributes,
        bodies,
        severityTexts,
        severity);
  }
}
