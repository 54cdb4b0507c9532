package io.beltline.components.aggregation;

import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one point of all that have the same attributes and time; of deltas the start counts, too.
 *
 * <p>Histograms with other bounds, flags, or without a minimum or maximum where others have one are
 * kept apart. The points that are left stand in the order of the first of each. One thread.
 */
public final class PointAggregator {
  private static final int DELTA = 1;

  private final @Nullable AggregationType type;
  private final PointKeys keys = new PointKeys();
  private final NumberMerge numbers;
  private final HistogramMerge histograms = new HistogramMerge();
  private final ExponentialMerge exponentials = new ExponentialMerge();

  /**
   * An aggregator.
   *
   * @param type what becomes of numbers; without one, the first of each kind stays
   */
  public PointAggregator(@Nullable AggregationType type) {
    this.type = type;
    this.numbers = new NumberMerge(type);
  }

  /** Whether points of a kind, a number of {@link MetricView}, can be aggregated. */
  public static boolean supports(int kind) {
    return kind != MetricView.SUMMARY;
  }

  /**
   * Aggregates points.
   *
   * @param kind their kind: a number of {@link MetricView}, not that of summaries
   * @param temporality the number of their temporality, 0 for gauges
   * @param points each the content of its message
   * @return the content of the messages of those that are left
   */
  public List<Slice> aggregate(int kind, int temporality, List<Slice> points) {
    boolean delta = temporality == DELTA && kind != MetricView.GAUGE;
    Map<PointKey, List<Slice>> groups = LinkedHashMap.newLinkedHashMap(points.size());
    for (Slice point : points) {
      PointKey key = keys.of(kind, delta, point);
      List<Slice> group = groups.get(key);
      if (group == null) {
        group = new ArrayList<>(2);
        groups.put(key, group);
      }
      group.add(point);
    }
    if (groups.size() == points.size() && type != AggregationType.COUNT) {
      return points;
    }
    List<Slice> merged = new ArrayList<>(groups.size());
    groups.values().forEach(group -> merged.add(merge(kind, group)));
    return merged;
  }

  private Slice merge(int kind, List<Slice> group) {
    return switch (kind) {
      case MetricView.HISTOGRAM -> group.size() == 1 ? group.getFirst() : histograms.merge(group);
      case MetricView.EXPONENTIAL_HISTOGRAM ->
          group.size() == 1 ? group.getFirst() : exponentials.merge(group);
      default -> numbers.merge(group);
    };
  }
}
