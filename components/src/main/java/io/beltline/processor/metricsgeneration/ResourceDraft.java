package io.beltline.processor.metricsgeneration;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.components.metrics.PointEditors;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.processor.metricsgeneration.GenerationCounters.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The metrics of a resource, and those that rules make of them. One thread. */
final class ResourceDraft {
  private final List<List<MetricDraft>> scopes = new ArrayList<>();

  ResourceDraft(Slice resource, PointEditors editors) {
    ResourceMetricsView view = new ResourceMetricsView();
    view.wrap(resource);
    for (var scope = view.scopeMetrics(); scope.next(); ) {
      List<MetricDraft> metrics = new ArrayList<>();
      for (var metric = scope.item().metrics(); metric.next(); ) {
        metrics.add(new MetricDraft(metric.slice(), editors));
      }
      scopes.add(metrics);
    }
  }

  private @Nullable MetricDraft last(Slice name) {
    MetricDraft found = null;
    for (List<MetricDraft> metrics : scopes) {
      for (MetricDraft metric : metrics) {
        found = metric.name().equals(name) ? metric : found;
      }
    }
    return found;
  }

  /** The metrics that are made for each scope, in order; empty if there are none at all. */
  List<List<Slice>> make(List<Rule> rules, Calculation calculation, GenerationCounters counters) {
    List<List<Slice>> made = new ArrayList<>();
    boolean any = false;
    scopes.forEach(_ -> made.add(new ArrayList<>()));
    for (int r = 0; r < rules.size(); r++) {
      Rule rule = rules.get(r);
      MetricDraft right = null;
      boolean looked = rule.scales();
      for (int s = 0; s < scopes.size(); s++) {
        for (MetricDraft left : scopes.get(s)) {
          if (!left.name().equals(rule.metric1())) {
            continue;
          }
          right = looked ? right : last(rule.metric2());
          looked = true;
          List<Slice> points = points(r, rule, left, right, calculation, counters);
          if (!points.isEmpty()) {
            counters.made(r, points.size());
            made.get(s).add(rule.metric(left, points));
            any = true;
          }
        }
      }
    }
    return any ? made : List.of();
  }

  private static List<Slice> points(
      int index,
      Rule rule,
      MetricDraft left,
      @Nullable MetricDraft right,
      Calculation calculation,
      GenerationCounters counters) {
    if (!Rule.isNumeric(left)) {
      counters.skipped(index, Reason.KIND);
      return List.of();
    }
    List<Slice> points;
    if (rule.scales()) {
      points = calculation.with(left.points(), rule.operation(), rule.scaleBy());
    } else if (right == null || !Rule.isNumeric(right) || right.points().isEmpty()) {
      counters.skipped(index, Reason.OPERAND);
      return List.of();
    } else if (rule.matchesAttributes()) {
      points = calculation.pairs(left.points(), rule.operation(), right.points());
    } else {
      Double operand = calculation.value(right.points().getFirst());
      if (operand == null) {
        counters.skipped(index, Reason.OPERAND);
        return List.of();
      }
      points = calculation.with(left.points(), rule.operation(), operand);
    }
    if (points.isEmpty()) {
      counters.skipped(index, calculation.wasTooLarge() ? Reason.TOO_LARGE : Reason.UNDEFINED);
    }
    return points;
  }
}
