package io.beltline.processor.cumulativetodelta;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.beltline.components.match.MatchConfig.MatchType;
import io.beltline.components.match.MatchConfig.RegexpConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.model.otlp.MetricView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What users write under {@code include} or {@code exclude}. */
public record MetricChoiceConfig(
    @Doc("How names are compared: strict for equality, regexp for RE2 expressions.")
        @Nullable MatchType matchType,
    @Doc("Accepted for compatibility; expressions are compiled once.") RegexpConfig regexp,
    @Doc("Names of metrics, or expressions that find something in them.") @Default("[]")
        List<String> metrics,
    @Doc("Types of metrics: sum, histogram, exponentialhistogram.") @Default("[]")
        List<String> metricTypes)
    implements Validated {

  private static final Map<String, Integer> TYPES =
      Map.of(
          "sum", MetricView.SUM,
          "histogram", MetricView.HISTOGRAM,
          "exponentialhistogram", MetricView.EXPONENTIAL_HISTOGRAM);

  @Override
  public void validate(Problems problems) {
    if (matchType == null && !metrics.isEmpty()) {
      problems.add("match_type", "must be given with metrics (expected: strict or regexp)");
    }
    if (matchType != null && metrics.isEmpty()) {
      problems.add("metrics", "must be given with match_type (expected: names of metrics)");
    }
    if (matchType == MatchType.REGEXP) {
      for (int i = 0; i < metrics.size(); i++) {
        try {
          Pattern.compile(metrics.get(i));
        } catch (PatternSyntaxException wrong) {
          problems.add(
              "metrics::" + i,
              "\"" + metrics.get(i) + "\" is no regular expression: " + wrong.getDescription());
        }
      }
    }
    for (int i = 0; i < metricTypes.size(); i++) {
      if (!TYPES.containsKey(metricTypes.get(i).toLowerCase(Locale.ROOT))) {
        problems.add(
            "metric_types::" + i,
            "\""
                + metricTypes.get(i)
                + "\" is no type (expected: sum, histogram or exponentialhistogram)");
      }
    }
  }

  /** Which names are meant; null if nothing is said about them. */
  @Nullable Predicate<String> names() {
    if (metrics.isEmpty()) {
      return null;
    }
    if (matchType == MatchType.STRICT) {
      return Set.copyOf(metrics)::contains;
    }
    List<Pattern> patterns = metrics.stream().map(Pattern::compile).toList();
    return name -> patterns.stream().anyMatch(pattern -> pattern.matcher(name).find());
  }

  /**
   * Which types are meant, as numbers of {@link MetricView}; none if nothing is said about them.
   */
  Set<Integer> types() {
    return metricTypes.stream()
        .map(type -> TYPES.getOrDefault(type.toLowerCase(Locale.ROOT), 0))
        .collect(Collectors.toUnmodifiableSet());
  }
}
