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
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    @Doc("Bodies of log records, as text.") @Default("[]") List<String> logBodies,
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

  private static final List<String> SPAN_KINDS =
      List.of(
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");

  /** How texts are compared. */
  public enum MatchType {
    STRICT,
    REGEXP
  }

  /** Settings of a cache that is not needed here. */
  public record RegexpConfig(
      @Doc("Accepted for compatibility.") @Key(aliases = "cache_enabled") @Default("false")
          boolean cacheenabled,
      @Doc("Accepted for compatibility.") @Key(aliases = "cache_max_num_entries") @Default("0")
          int cachemaxnumentries) {}

  /** An attribute to look for. */
  public record AttributeConfig(
      @Doc("The attribute's name.") @Default("") String key,
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
    texts().forEach((property, entries) -> check(property, entries, problems));
    checkAttributes("attributes", attributes, problems);
    checkAttributes("resources", resources, problems);
    for (LibraryConfig library : libraries) {
      check("libraries", List.of(library.name()), problems);
      if (library.version() != null) {
        check("libraries", List.of(library.version()), problems);
      }
    }
    if (matchType == MatchType.STRICT && !SPAN_KINDS.containsAll(spanKinds)) {
      problems.add("span_kinds", "must be kinds of spans (expected: " + SPAN_KINDS + ")");
    }
  }

  private Map<String, List<String>> texts() {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    texts.put("services", services);
    texts.put("span_names", spanNames);
    texts.put("span_kinds", spanKinds);
    texts.put("log_bodies", logBodies);
    texts.put("log_severity_texts", logSeverityTexts);
    texts.put("metric_names", metricNames);
    return texts;
  }

  private void checkAttributes(String property, List<AttributeConfig> wanted, Problems problems) {
    for (AttributeConfig attribute : wanted) {
      if (attribute.key().isEmpty()) {
        problems.add(property, "needs a key (expected: an attribute's name)");
      }
      Object plain = attribute.value() == null ? null : attribute.value().plain();
      if (plain instanceof String text) {
        check(property, List.of(text), problems);
      } else if (plain != null && matchType == MatchType.REGEXP) {
        problems.add(
            property,
            attribute.key() + ": regexp takes a text, not " + plain + " (expected: quotes)");
      }
    }
  }

  /**
   * Says which property has no meaning for a signal, in words for the person who wrote it; null if
   * all have.
   */
  public @Nullable String misplaced(Signal signal) {
    List<String> wrong = new ArrayList<>();
    if (signal == Signal.LOGS) {
      add(wrong, "services", !services.isEmpty());
      add(wrong, "span_names", !spanNames.isEmpty());
      add(wrong, "span_kinds", !spanKinds.isEmpty());
    }
    if (signal == Signal.TRACES) {
      add(wrong, "log_bodies", !logBodies.isEmpty());
      add(wrong, "log_severity_texts", !logSeverityTexts.isEmpty());
      add(wrong, "log_severity_number", logSeverityNumber != null);
    }
    return wrong.isEmpty()
        ? null
        : String.join(", ", wrong) + " cannot match " + signal.name().toLowerCase(Locale.ROOT);
  }

  private static void add(List<String> names, String name, boolean given) {
    if (given) {
      names.add(name);
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

  private void check(String property, Collection<String> entries, Problems problems) {
    if (matchType != MatchType.REGEXP) {
      return;
    }
    for (String expression : entries) {
      try {
        Pattern.compile(expression);
      } catch (PatternSyntaxException wrong) {
        problems.add(
            property, "\"" + expression + "\" is no regular expression: " + wrong.getDescription());
      }
    }
  }
}
