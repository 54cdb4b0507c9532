package io.beltline.processor.metricstransform;

import io.beltline.components.aggregation.AggregationType;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One transform: which metrics it is for, and what becomes of them. */
public record TransformConfig(
    @Doc("The name of the metrics it is for.") @Default("") String include,
    @Doc("How include and experimental_match_labels are meant: as texts or RE2 expressions.")
        @Default("strict")
        MatchType matchType,
    @Doc("Labels by whose values data points are chosen; a label that is missing counts as empty.")
        @Default("{}")
        Map<String, String> experimentalMatchLabels,
    @Doc(
            "update changes metrics, insert changes a copy and keeps both, combine makes one metric"
                + " of all, group moves them to a resource of their own.")
        @Nullable Action action,
    @Doc("The new name; with regexp ${1} and ${name} stand for groups.") @Default("")
        String newName,
    @Doc("With group: attributes of the new resource.")
        @Nullable Map<String, String> groupResourceLabels,
    @Doc("With combine: what becomes of the values of data points that have equal labels.")
        @Nullable AggregationType aggregationType,
    @Doc("With combine: the case of label values that come from groups of include.")
        @Nullable SubmatchCase submatchCase,
    @Doc("What is done to the resulting metrics, in order.") @Default("[]")
        List<OperationConfig> operations)
    implements Validated {

  /** How texts are compared. */
  public enum MatchType {
    STRICT,
    REGEXP
  }

  /** What becomes of the metrics. */
  public enum Action {
    INSERT,
    UPDATE,
    COMBINE,
    GROUP
  }

  /** How a text is written. */
  public enum SubmatchCase {
    LOWER,
    UPPER
  }

  @Override
  public void validate(Problems problems) {
    if (include.isEmpty()) {
      problems.add("include", "is missing (expected: the name of metrics)");
    }
    if (matchType == MatchType.REGEXP) {
      check("include", include, problems);
      experimentalMatchLabels.forEach(
          (label, value) -> check("experimental_match_labels::" + label, value, problems));
    }
    if (action == null) {
      problems.add("action", "is missing (expected: insert, update, combine or group)");
    }
    if ((action == Action.INSERT || action == Action.COMBINE) && newName.isEmpty()) {
      problems.add("new_name", "is missing (expected: a name for the new metric)");
    }
    if (action == Action.COMBINE && aggregationType == null) {
      problems.add(
          "aggregation_type", "is missing (expected: sum, mean, min, max, count or median)");
    }
    if (action == Action.GROUP && groupResourceLabels == null) {
      problems.add("group_resource_labels", "is missing (expected: attributes of a resource)");
    }
  }

  private static void check(String key, String expression, Problems problems) {
    try {
      TextPattern.of(expression);
    } catch (InvalidPatternException wrong) {
      problems.add(key, wrong.getMessage() + " (expected: an RE2 expression)");
    }
  }
}
