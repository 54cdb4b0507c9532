package io.beltline.processor.metricstransform;

import io.beltline.components.aggregation.PointAggregator;
import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes one metric of several. */
final class Combination {
  private Combination() {}

  /** Why metrics cannot be made one, or null if they can. */
  static @Nullable String obstacle(List<MetricDraft> metrics) {
    MetricDraft first = metrics.getFirst();
    Set<String> labels = null;
    for (MetricDraft metric : metrics) {
      if (!PointAggregator.supports(metric.kind())) {
        return "summaries are not combined: " + quoted(metric);
      }
      if (metrics.size() > 1) {
        labels = labels == null ? labels(first) : labels;
        String difference = difference(first, metric, labels);
        if (difference != null) {
          return quoted(first) + " and " + quoted(metric) + " are not combined: " + difference;
        }
      }
    }
    return null;
  }

  private static String quoted(MetricDraft metric) {
    return "\"" + metric.name().toUtf8() + "\"";
  }

  private static @Nullable String difference(
      MetricDraft first, MetricDraft other, Set<String> firstLabels) {
    if (first.kind() != other.kind()) {
      return "a " + first.kindName() + " and a " + other.kindName();
    }
    if (!first.unit().equals(other.unit())) {
      return "their units are \"" + first.unit() + "\" and \"" + other.unit() + "\"";
    }
    Set<String> labels = labels(other);
    if (!firstLabels.equals(labels)) {
      return "their labels are " + firstLabels + " and " + labels;
    }
    if (first.temporality() != other.temporality()) {
      return "their temporalities are " + first.temporality() + " and " + other.temporality();
    }
    return first.monotonic() != other.monotonic() ? "one of them only grows" : null;
  }

  private static Set<String> labels(MetricDraft metric) {
    Set<String> labels = new TreeSet<>();
    metric.pointsWhere(
        attributes -> {
          while (attributes.next()) {
            labels.add(attributes.key());
          }
          return false;
        });
    return labels;
  }

  /** One metric with the data points of all, labelled by the groups of their names. */
  static MetricDraft of(Transform transform, List<MetricDraft> metrics, Tally tally) {
    List<Slice> points = new ArrayList<>();
    for (MetricDraft metric : metrics) {
      List<Attribute> labels = transform.groupLabels(metric.name());
      if (!labels.isEmpty()) {
        metric.edit(
            (_, attributes) -> {
              labels.forEach(attributes::upsert);
              return true;
            });
      }
      points.addAll(metric.points());
    }
    MetricDraft first = metrics.getFirst();
    List<Slice> merged =
        first.kind() == 0
            ? List.of()
            : new PointAggregator(transform.aggregation())
                .aggregate(first.kind(), first.temporality(), points);
    tally.filtered(transform.index(), points.size() - merged.size());
    MetricDraft combined = first.with(merged);
    combined.rename(transform.newName());
    return combined;
  }
}
