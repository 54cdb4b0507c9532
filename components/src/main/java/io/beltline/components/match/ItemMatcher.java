package io.beltline.components.match;

import io.beltline.components.match.MatchConfig.LibraryConfig;
import io.beltline.components.match.MatchConfig.SeverityConfig;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.SpanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code include} and {@code exclude}, compiled. Safe for all threads. */
public final class ItemMatcher {
  private static final AttributeKey SERVICE_NAME = AttributeKey.of("service.name");

  private static final String NO_SERVICE = "<nil-service-name>"; // the Collector's word for none

  private final @Nullable Rules include;
  private final @Nullable Rules exclude;

  /** Compiles valid properties; null stands for what is not configured. */
  public ItemMatcher(@Nullable MatchConfig include, @Nullable MatchConfig exclude) {
    this.include = include == null ? null : new Rules(include);
    this.exclude = exclude == null ? null : new Rules(exclude);
  }

  /** True if every item passes, so that nobody needs to ask. */
  public boolean passesAll() {
    return include == null && exclude == null;
  }

  /** Whether a span passes. */
  public boolean passes(ResourceView resource, InstrumentationScopeView scope, SpanView span) {
    return (include == null || include.span(resource, scope, span))
        && (exclude == null || !exclude.span(resource, scope, span));
  }

  /** Whether a log record passes. */
  public boolean passes(ResourceView resource, InstrumentationScopeView scope, LogRecordView log) {
    return (include == null || include.log(resource, scope, log))
        && (exclude == null || !exclude.log(resource, scope, log));
  }

  /**
   * Whether a metric passes. Only names and resources count; what says nothing about them is as if
   * it were not written.
   */
  public boolean passes(ResourceView resource, String metric) {
    return (include == null || !include.aboutMetrics() || include.metric(resource, metric))
        && (exclude == null || !exclude.aboutMetrics() || !exclude.metric(resource, metric));
  }

  private static final class Rules {
    private final TextRule services;
    private final TextRule spanNames;
    private final TextRule spanKinds;
    private final TextRule bodies;
    private final TextRule severityTexts;
    private final TextRule metricNames;
    private final @Nullable SeverityConfig severity;
    private final List<AttributeRule> attributes;
    private final List<AttributeRule> resources;
    private final List<Library> libraries;

    Rules(MatchConfig config) {
      var type = config.matchType();
      services = TextRule.of(type, config.services());
      spanNames = TextRule.of(type, config.spanNames());
      spanKinds = TextRule.of(type, config.spanKinds());
      bodies = TextRule.of(type, config.logBodies());
      severityTexts = TextRule.of(type, config.logSeverityTexts());
      metricNames = TextRule.of(type, config.metricNames());
      severity = config.logSeverityNumber();
      attributes = AttributeRule.of(type, config.attributes());
      resources = AttributeRule.of(type, config.resources());
      libraries = config.libraries().stream().map(l -> Library.of(type, l)).toList();
    }

    boolean span(ResourceView resource, InstrumentationScopeView scope, SpanView span) {
      return around(resource, scope)
          && (!spanNames.given() || spanNames.matches(span.name()))
          && (!spanKinds.given() || spanKinds.matches(kind(span.kind())))
          && item(span.attributes());
    }

    boolean log(ResourceView resource, InstrumentationScopeView scope, LogRecordView log) {
      return around(resource, scope)
          && (!bodies.given() || bodies.matches(log.body().asString()))
          && (!severityTexts.given() || severityTexts.matches(log.severityText()))
          && (severity == null || severe(severity, log.severityNumber()))
          && item(log.attributes());
    }

    boolean aboutMetrics() {
      return metricNames.given() || !resources.isEmpty();
    }

    boolean metric(ResourceView resource, String name) {
      return AttributeRule.all(resources, resource.attributes()) && metricNames.matches(name);
    }

    private static boolean severe(SeverityConfig severity, int number) {
      return number == 0 ? severity.matchUndefined() : number >= severity.min();
    }

    private boolean item(AttributesView view) {
      return attributes.isEmpty() || AttributeRule.all(attributes, view);
    }

    private boolean around(ResourceView resource, InstrumentationScopeView scope) {
      if (services.given()) {
        String name = resource.attributes().string(SERVICE_NAME);
        if (!services.matches(name == null ? NO_SERVICE : name)) {
          return false;
        }
      }
      if (!resources.isEmpty() && !AttributeRule.all(resources, resource.attributes())) {
        return false;
      }
      return libraries.isEmpty()
          || libraries.stream().anyMatch(l -> l.matches(scope.name(), scope.version()));
    }

    private static String kind(int kind) {
      return switch (kind) {
        case 1 -> "SPAN_KIND_INTERNAL";
        case 2 -> "SPAN_KIND_SERVER";
        case 3 -> "SPAN_KIND_CLIENT";
        case 4 -> "SPAN_KIND_PRODUCER";
        case 5 -> "SPAN_KIND_CONSUMER";
        default -> "SPAN_KIND_UNSPECIFIED";
      };
    }
  }

  private record Library(TextRule name, TextRule version) {
    static Library of(MatchConfig.@Nullable MatchType type, LibraryConfig config) {
      String wanted = config.version();
      return new Library(
          TextRule.of(type, List.of(config.name())),
          TextRule.of(type, wanted == null ? List.of() : List.of(wanted)));
    }

    boolean matches(String scopeName, String scopeVersion) {
      return name.matches(scopeName) && version.matches(scopeVersion);
    }
  }
}
