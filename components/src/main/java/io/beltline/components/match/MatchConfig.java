package io.beltline.components.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code include} or {@code exclude}: an item matches if every property that
 * is given matches, and a property matches if one of its entries does ({@code attributes} and
 * {@code resources}: if all of them do).
 */
public record MatchConfig(
    @Doc("How texts are compared: strict for equality, regexp for RE2 expressions.")
        @Nullable MatchType matchType,
    @Doc("Accepted for compatibility; expressions are compiled once.") RegexpConfig regexp,
    @Doc("Values of the resource attribute service.name.") @Default("[]") List<String> services,
    @Doc("Names of spans.") @Default("[]") List<String> spanNames,
    @Doc("Kinds of spans, such as SPAN_KIND_SERVER.") @Default("[]") List<String> spanKinds,
    @Doc("Bodies of log records that are texts.") @Default("[]") List<String> logBodies,
    @Doc("Severity texts of log records.") @Default("[]") List<String> logSeverityTexts,
    @Doc("The lowest severity number of log records.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable SeverityConfig logSeverityNumber,
    @Doc("Names of metrics.") @Default("[]") List<String> metricNames,
    @Doc("Attributes of the item that must all be there.") @Default("[]")
        List<AttributeConfig> attributes,
    @Doc("Attributes of the resource that must all be there.") @Default("[]")
        List<AttributeConfig> resources,
    @Doc("Instrumentation scopes.") @Default("[]") List<LibraryConfig> libraries)
    implements Validated {

  /** How texts are compared. */
  public enum MatchType {
    STRICT,
    REGEXP
  }

  /** Settings of a cache that is not needed here. */
  public record RegexpConfig(
      @Key(aliases = "cache_enabled") @Default("false") boolean cacheenabled,
      @Key(aliases = "cache_max_num_entries") @Default("0") int cachemaxnumentries) {}

  /** An attribute to look for. */
  public record AttributeConfig(
      @Doc("The attribute's name.") String key,
      @Doc("Its value; absent if any value will do.") @Nullable ConfigNode value) {}

  /** A scope to look for. */
  public record LibraryConfig(
      @Doc("The scope's name.") String name,
      @Doc("Its version; absent if any version will do.") @Nullable String version) {}

  /** The lowest severity. */
  public record SeverityConfig(
      @Doc("The lowest severity number that matches.") @Default("0") int min,
      @Doc("Whether a record without a severity matches.") @Default("false")
          boolean matchUndefined) {}

  @Override
  public void validate(Problems problems) {
    if (matchType == null) {
      problems.add("match_type", "must be given (expected: strict or regexp)");
    }
    if (!anyProperty()) {
      problems.add("", "needs at least one property to match, such as services or attributes");
    }
    if (matchType == MatchType.REGEXP) {
      Stream.of(services, spanNames, spanKinds, logBodies, logSeverityTexts, metricNames)
          .flatMap(List::stream)
          .forEach(expression -> compile(expression, problems));
    }
  }

  private boolean anyProperty() {
    return logSeverityNumber != null
        || !Stream.of(
                services,
                spanNames,
                spanKinds,
                logBodies,
                logSeverityTexts,
                metricNames,
                attributes,
                resources,
                libraries)
            .allMatch(List::isEmpty);
  }

  private static void compile(String expression, Problems problems) {
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException wrong) {
      problems.add(
          "", "\"" + expression + "\" is no regular expression: " + wrong.getDescription());
    }
  }
}
