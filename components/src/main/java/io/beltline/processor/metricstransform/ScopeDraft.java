package io.beltline.processor.metricstransform;

import io.beltline.components.metrics.MetricDraft;
import io.beltline.components.metrics.PointEditors;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ScopeMetricsView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The metrics of a scope on their way through the transforms. One thread. */
final class ScopeDraft {
  /** What became of each metric the scope came with; null if it went. */
  private final List<@Nullable MetricDraft> original = new ArrayList<>();

  private final List<@Nullable MetricDraft> added = new ArrayList<>();

  ScopeDraft(Slice scope, PointEditors editors) {
    ScopeMetricsView view = new ScopeMetricsView();
    view.wrap(scope);
    for (var walk = view.metrics(); walk.next(); ) {
      original.add(new MetricDraft(walk.slice(), editors));
    }
  }

  /** Applies transforms; metrics that are grouped go to {@code groups}. */
  void apply(List<Transform> transforms, Tally tally, GroupSink groups) {
    for (Transform transform : transforms) {
      switch (transform.action()) {
        case UPDATE -> {
          update(original, transform, tally);
          update(added, transform, tally);
        }
        case INSERT -> insert(transform, tally);
        case COMBINE -> combine(transform, tally);
        case GROUP -> {
          List<MetricDraft> moved = extract(transform, tally);
          if (!moved.isEmpty()) {
            groups.take(transform, moved);
          }
        }
      }
    }
  }

  /** Takes metrics that are moved to a resource of their own. */
  @FunctionalInterface
  interface GroupSink {
    /** Takes the metrics that a transform groups, at least one. */
    void take(Transform transform, List<MetricDraft> metrics);
  }

  private static void update(
      List<@Nullable MetricDraft> metrics, Transform transform, Tally tally) {
    for (int i = 0; i < metrics.size(); i++) {
      MetricDraft metric = metrics.get(i);
      if (metric != null && transform.filter().matches(metric)) {
        tally.matched(transform.index(), 1);
        if (!transform.apply(metric, tally)) {
          metrics.set(i, null);
        }
      }
    }
  }

  private List<MetricDraft> matching(Transform transform) {
    List<MetricDraft> found = new ArrayList<>();
    collect(original, transform, found);
    collect(added, transform, found);
    return found;
  }

  private static void collect(
      List<@Nullable MetricDraft> metrics, Transform transform, List<MetricDraft> found) {
    for (MetricDraft metric : metrics) {
      if (metric != null && transform.filter().matches(metric)) {
        found.add(metric);
      }
    }
  }

  private void insert(Transform transform, Tally tally) {
    List<MetricDraft> found = matching(transform);
    tally.matched(transform.index(), found.size());
    for (MetricDraft metric : found) {
      MetricDraft copy = transform.filter().copy(metric);
      tally.created(transform.index(), copy.points().size());
      if (transform.apply(copy, tally)) {
        added.add(copy);
      }
    }
  }

  private void combine(Transform transform, Tally tally) {
    List<MetricDraft> found = matching(transform);
    if (found.isEmpty()) {
      return;
    }
    String obstacle = Combination.obstacle(found);
    if (obstacle != null) {
      tally.matched(transform.index(), found.size());
      tally.failed(transform.index(), obstacle);
      return;
    }
    MetricDraft combined = Combination.of(transform, extract(transform, tally), tally);
    if (transform.apply(combined, tally)) {
      added.add(combined);
    }
  }

  /** Takes the metrics out that a transform is for; data points without the labels are lost. */
  private List<MetricDraft> extract(Transform transform, Tally tally) {
    List<MetricDraft> found = new ArrayList<>();
    extract(original, transform, tally, found);
    extract(added, transform, tally, found);
    tally.matched(transform.index(), found.size());
    return found;
  }

  private static void extract(
      List<@Nullable MetricDraft> metrics,
      Transform transform,
      Tally tally,
      List<MetricDraft> found) {
    for (int i = 0; i < metrics.size(); i++) {
      MetricDraft metric = metrics.get(i);
      if (metric != null && transform.filter().matches(metric)) {
        if (transform.filter().matchesAll(metric)) {
          found.add(metric);
        } else {
          MetricDraft part = transform.filter().copy(metric);
          tally.filtered(transform.index(), metric.points().size() - part.points().size());
          found.add(part);
        }
        metrics.set(i, null);
      }
    }
  }

  /** Whether a metric was changed, went or was added. */
  boolean changed() {
    for (MetricDraft metric : original) {
      if (metric == null || metric.changed()) {
        return true;
      }
    }
    return added.stream().anyMatch(metric -> metric != null);
  }

  /** What became of each metric that the scope came with; null if it went. */
  List<@Nullable MetricDraft> original() {
    return original;
  }

  /** The metrics that are new, in order; null for those that went again. */
  List<@Nullable MetricDraft> added() {
    return added;
  }
}
