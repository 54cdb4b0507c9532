package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.processor.metricstransform.TransformConfig.MatchType;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics a transform is for: their names, and labels of their data points. Safe for all
 * threads.
 */
final class MetricFilter {
  private static final ByteRange NOTHING = new ByteRange();

  private final Slice name;
  private final @Nullable TextPattern pattern;
  private final List<LabelRule> labels;

  /** A label and what its value must be. */
  private record LabelRule(AttributeKey key, Predicate<ByteRange> test) {
    boolean holds(AttributesView attributes) {
      AnyValueView value = attributes.find(key);
      return test.test(value == null ? NOTHING : value.stringValueUtf8());
    }
  }

  MetricFilter(TransformConfig config) {
    boolean regexp = config.matchType() == MatchType.REGEXP;
    this.name = Slice.utf8(config.include());
    this.pattern = regexp ? compile(config.include()) : null;
    this.labels =
        config.experimentalMatchLabels().entrySet().stream()
            .map(
                label ->
                    new LabelRule(AttributeKey.of(label.getKey()), test(regexp, label.getValue())))
            .toList();
  }

  private static TextPattern compile(String expression) {
    try {
      return TextPattern.of(expression);
    } catch (InvalidPatternException checked) {
      throw new IllegalArgumentException(checked);
    }
  }

  private static Predicate<ByteRange> test(boolean regexp, String wanted) {
    if (!regexp) {
      return value -> value.contentEquals(wanted);
    }
    TextPattern expression = compile(wanted);
    return value -> expression.find(value.array(), value.offset(), value.offset() + value.length());
  }

  /** The expression for names, or null if they are compared as they are. */
  @Nullable TextPattern pattern() {
    return pattern;
  }

  /** Whether a metric has the name, and a data point with the labels or no data point at all. */
  boolean matches(MetricDraft metric) {
    return named(metric)
        && (labels.isEmpty()
            || metric.points().isEmpty()
            || !metric.pointsWhere(this::labelled).isEmpty());
  }

  private boolean named(MetricDraft metric) {
    Slice other = metric.name();
    return pattern == null
        ? other.equals(name)
        : pattern.find(other.array(), other.offset(), other.end());
  }

  /** Whether attributes have the labels. */
  boolean labelled(AttributesView attributes) {
    for (LabelRule rule : labels) {
      if (!rule.holds(attributes)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all data points of a metric have the labels. */
  boolean matchesAll(MetricDraft metric) {
    return labels.isEmpty() || metric.pointsWhere(this::labelled).size() == metric.points().size();
  }

  /** A copy of a metric that matches with those of its data points that have the labels. */
  MetricDraft copy(MetricDraft metric) {
    return metric.with(labels.isEmpty() ? metric.points() : metric.pointsWhere(this::labelled));
  }

  /** The first match in a name with its groups, or null if there is none. */
  @Nullable Captures match(Slice other) {
    if (pattern == null) {
      return null;
    }
    Captures match = pattern.captures(other.array(), other.offset(), other.end());
    return match.next() ? match : null;
  }
}
