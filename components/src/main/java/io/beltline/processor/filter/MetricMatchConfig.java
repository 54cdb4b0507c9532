package io.beltline.processor.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.components.match.MatchConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users write under {@code metrics::include} or {@code metrics::exclude}. */
public record MetricMatchConfig(
    @Doc("strict for equality, regexp for RE2 expressions, expr for expressions on data points.")
        @Nullable MetricMatchType matchType,
    @Doc("Accepted for compatibility; expressions are compiled once.")
        MatchConfig.RegexpConfig regexp,
    @Doc("Names of metrics.") @Default("[]") List<String> metricNames,
    @Doc("With expr: a metric matches if one holds for one of its data points.") @Default("[]")
        List<String> expressions,
    @Doc("Attributes of the resource that must all be there.") @Default("[]")
        List<MatchConfig.AttributeConfig> resourceAttributes)
    implements Validated {

  /** How metrics are compared. */
  public enum MetricMatchType {
    STRICT,
    REGEXP,
    EXPR
  }

  @Override
  public void validate(Problems problems) {
    if (matchType == null && !(metricNames.isEmpty() && resourceAttributes.isEmpty())) {
      problems.add("match_type", "must be given (expected: strict, regexp or expr)");
    }
    if (matchType == MetricMatchType.REGEXP) {
      check("metric_names", metricNames, problems);
      for (MatchConfig.AttributeConfig attribute : resourceAttributes) {
        Object plain = attribute.value() == null ? null : attribute.value().plain();
        if (plain != null) {
          check("resource_attributes", List.of(plain.toString()), problems);
        }
      }
    }
    for (int i = 0; i < expressions.size() && matchType == MetricMatchType.EXPR; i++) {
      try {
        PointExpression.parse(expressions.get(i));
      } catch (InvalidExpressionException wrong) {
        problems.add("expressions::" + i, String.valueOf(wrong.getMessage()));
      }
    }
  }

  private static void check(String key, List<String> expressions, Problems problems) {
    for (String expression : expressions) {
      try {
        Pattern.compile(expression);
      } catch (PatternSyntaxException wrong) {
        problems.add(
            key, "\"" + expression + "\" is no regular expression: " + wrong.getDescription());
      }
    }
  }

  private MatchConfig.@Nullable MatchType type() {
    if (matchType == null) {
      return null;
    }
    return matchType == MetricMatchType.REGEXP
        ? MatchConfig.MatchType.REGEXP
        : MatchConfig.MatchType.STRICT;
  }

  /** What is said about resources, or null. */
  @Nullable MatchConfig resources() {
    return resourceAttributes.isEmpty()
        ? null
        : Matches.of(type(), List.of(), resourceAttributes, List.of(), List.of(), List.of(), null);
  }

  /** What is said about names, or null; nothing where expressions decide. */
  @Nullable MatchConfig names() {
    return metricNames.isEmpty() || matchType == MetricMatchType.EXPR
        ? null
        : Matches.of(type(), metricNames, List.of(), List.of(), List.of(), List.of(), null);
  }

  /** The expressions, compiled; none where names decide. */
  List<PointExpression> compiledExpressions() {
    return matchType == MetricMatchType.EXPR
        ? expressions.stream().map(MetricMatchConfig::compiled).toList()
        : List.of();
  }

  private static PointExpression compiled(String expression) {
    try {
      return PointExpression.parse(expression);
    } catch (InvalidExpressionException impossible) {
      throw new IllegalStateException("not validated", impossible);
    }
  }
}
