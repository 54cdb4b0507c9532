package io.beltline.processor.filter;

import io.beltline.api.Context;
import io.beltline.components.match.ItemMatcher;
import io.beltline.model.Metrics;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.ResourceView;
import io.beltline.processor.filter.PointExpression.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes metrics by their names, by expressions on their data points, and by their resources.
 *
 * <p>Resource and metric are judged each for itself: {@code include} keeps what fits both, {@code
 * exclude} removes what fits one.
 */
final class MetricSieve implements Sieve {
  private static final int NONE = -1;
  private static final int INCLUDE = 0;
  private static final int EXCLUDE = 1;

  private final @Nullable ItemMatcher includedResources;
  private final @Nullable ItemMatcher excludedResources;
  private final @Nullable ItemMatcher includedNames;
  private final @Nullable ItemMatcher excludedNames;
  private final List<PointExpression> included;
  private final List<PointExpression> excluded;
  private final FilterCounters counters;

  MetricSieve(
      @Nullable MetricMatchConfig include,
      @Nullable MetricMatchConfig exclude,
      FilterCounters counters) {
    this.includedResources = resources(include);
    this.excludedResources = resources(exclude);
    this.includedNames = names(include);
    this.excludedNames = names(exclude);
    this.included = include == null ? List.of() : include.compiledExpressions();
    this.excluded = exclude == null ? List.of() : exclude.compiledExpressions();
    this.counters = counters;
  }

  private static @Nullable ItemMatcher resources(@Nullable MetricMatchConfig match) {
    return match == null || match.resources() == null
        ? null
        : new ItemMatcher(match.resources(), null);
  }

  private static @Nullable ItemMatcher names(@Nullable MetricMatchConfig match) {
    return match == null || match.names() == null ? null : new ItemMatcher(match.names(), null);
  }

  @Override
  public Telemetry sift(Context context, Telemetry telemetry) {
    MetricsEditor editor = new MetricsEditor((Metrics) telemetry);
    Removals removals = new Removals();
    while (editor.nextResource()) {
      int by = removing(editor.resource());
      if (by != NONE) {
        removals.add(by, pointsOfResource(editor));
        editor.removeResource();
        continue;
      }
      while (editor.nextScope()) {
        while (editor.nextMetric()) {
          metric(editor, removals);
        }
      }
    }
    Metrics kept = editor.finish();
    removals.book(counters);
    return kept;
  }

  private int removing(ResourceView resource) {
    if (includedResources != null && !includedResources.passes(resource, "")) {
      return INCLUDE;
    }
    return excludedResources != null && excludedResources.passes(resource, "") ? EXCLUDE : NONE;
  }

  private void metric(MetricsEditor editor, Removals removals) {
    String name = editor.metric().name();
    boolean in = includedNames == null || includedNames.passes(editor.resource(), name);
    boolean out = excludedNames != null && excludedNames.passes(editor.resource(), name);
    long points = 0;
    if (!included.isEmpty() || !excluded.isEmpty()) {
      String type = type(editor.dataCase());
      boolean found = included.isEmpty();
      for (; editor.nextPoint(); points++) {
        Point point = new Point(name, type, editor.attributes());
        found = found || any(included, point);
        out = out || any(excluded, point);
      }
      in = in && found;
    }
    if (!in || out) {
      removals.add(in ? EXCLUDE : INCLUDE, points + rest(editor));
      editor.removeMetric();
    }
  }

  private static boolean any(List<PointExpression> expressions, Point point) {
    for (PointExpression expression : expressions) {
      if (expression.holds(point)) {
        return true;
      }
    }
    return false;
  }

  private static long pointsOfResource(MetricsEditor editor) {
    long points = 0;
    while (editor.nextScope()) {
      while (editor.nextMetric()) {
        points += rest(editor);
      }
    }
    return points;
  }

  private static long rest(MetricsEditor editor) {
    long points = 0;
    while (editor.nextPoint()) {
      points++;
    }
    return points;
  }

  private static String type(int dataCase) {
    return switch (dataCase) {
      case MetricView.GAUGE -> "Gauge";
      case MetricView.SUM -> "Sum";
      case MetricView.HISTOGRAM -> "Histogram";
      case MetricView.EXPONENTIAL_HISTOGRAM -> "ExponentialHistogram";
      case MetricView.SUMMARY -> "Summary";
      default -> "Empty";
    };
  }
}
