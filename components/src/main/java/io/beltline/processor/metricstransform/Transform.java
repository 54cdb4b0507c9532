package io.beltline.processor.metricstransform;

import static java.util.Objects.requireNonNull;

import io.beltline.components.aggregation.AggregationType;
import io.beltline.components.metrics.MetricDraft;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.Template;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.processor.metricstransform.TransformConfig.Action;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A transform, compiled. Safe for all threads. */
final class Transform {
  /** How many names are kept with what they become; for others it is found out each time. */
  private static final int NAMES_KEPT = 4096;

  private final int index;
  private final Action action;
  private final MetricFilter filter;
  private final Slice newName;
  private final @Nullable Template template;
  private final Map<Slice, Slice> renamed = new ConcurrentHashMap<>();
  private final GroupLabels groupLabels;
  private final @Nullable AggregationType aggregation;
  private final List<Attribute> resourceLabels;
  private final List<Step> steps;

  /** An operation and its name. */
  private record Step(String name, Operation operation) {}

  /**
   * Compiles a transform.
   *
   * @param index its place in the list of all
   * @param version the collector's
   */
  Transform(int index, TransformConfig config, String version) {
    this.index = index;
    this.action = requireNonNull(config.action());
    this.filter = new MetricFilter(config);
    this.newName = Slice.utf8(config.newName());
    TextPattern pattern = filter.pattern();
    this.template =
        pattern == null || config.newName().isEmpty()
            ? null
            : new Template(config.newName(), pattern);
    this.groupLabels = new GroupLabels(filter, config.submatchCase());
    this.aggregation = config.aggregationType();
    Map<String, String> labels = config.groupResourceLabels();
    this.resourceLabels =
        labels == null
            ? List.of()
            : labels.entrySet().stream()
                .map(label -> Attribute.of(label.getKey(), label.getValue()))
                .toList();
    this.steps =
        config.operations().stream()
            .map(step -> new Step(step.name(), Operations.of(step, version)))
            .toList();
  }

  int index() {
    return index;
  }

  Action action() {
    return action;
  }

  MetricFilter filter() {
    return filter;
  }

  /** The name of what is combined. */
  Slice newName() {
    return newName;
  }

  /** What becomes of the values of data points that are combined. */
  AggregationType aggregation() {
    return requireNonNull(aggregation);
  }

  /** The labels that data points of a name are combined with. */
  List<Attribute> groupLabels(Slice name) {
    return groupLabels.of(name);
  }

  /** The attributes of the resource that metrics are grouped under. */
  List<Attribute> resourceLabels() {
    return resourceLabels;
  }

  /**
   * Renames a metric and applies the operations.
   *
   * @return false if it had data points and has none any more
   */
  boolean apply(MetricDraft metric, Tally tally) {
    boolean whole = action != Action.UPDATE || filter.matchesAll(metric);
    Slice before = metric.name();
    if (whole && newName.length() > 0) {
      metric.rename(name(metric.name()));
    }
    if (steps.isEmpty()) {
      return true;
    }
    boolean wasEmpty = metric.points().isEmpty();
    for (Step step : steps) {
      if (step.operation().isForWholeMetrics() && !whole) {
        continue;
      }
      int fewer = step.operation().apply(metric, filter);
      if (fewer == Operation.UNSUPPORTED) {
        tally.failed(
            index,
            "metric \""
                + before.toUtf8()
                + "\": a "
                + metric.kindName()
                + " has no "
                + step.name());
        break;
      }
      tally.filtered(index, fewer);
    }
    return wasEmpty || !metric.points().isEmpty();
  }

  private Slice name(Slice before) {
    if (template == null) {
      return newName;
    }
    Slice known = renamed.get(before);
    if (known == null) {
      known = expanded(before, template);
      if (renamed.size() < NAMES_KEPT) {
        renamed.put(Slice.of(before.toByteArray()), known);
      }
    }
    return known;
  }

  private Slice expanded(Slice before, Template groups) {
    Captures match = filter.match(before);
    if (match == null) {
      return newName;
    }
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    groups.append(match, name);
    return name.size() == 0 ? newName : Slice.of(name.toByteArray());
  }
}
