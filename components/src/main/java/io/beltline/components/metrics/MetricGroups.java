package io.beltline.components.metrics;

import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers points that come in any order into one request, in which each resource, scope and metric
 * stands once, in the order of their first points. One thread.
 */
public final class MetricGroups {
  /** What a resource, a scope or a metric takes on the heap, without texts. */
  private static final long GROUP = 256;

  /** What a point takes on the heap beside its bytes. */
  private static final long POINT = 64;

  private final Map<Slice, Map<Slice, Map<MetricHead, List<Slice>>>> all = new LinkedHashMap<>();
  private long bytes;
  private long points;

  /** Nothing yet. */
  public MetricGroups() {}

  /**
   * Adds a point.
   *
   * @param resource the content of the resource's message
   * @param scope the content of the scope's message
   * @param point the content of its message; not written any more
   */
  public void add(Slice resource, Slice scope, MetricHead head, Slice point) {
    all.computeIfAbsent(resource, key -> grown(key.length()))
        .computeIfAbsent(scope, key -> grown(key.length()))
        .computeIfAbsent(head, this::none)
        .add(point);
    bytes += POINT + point.length();
    points++;
  }

  private <K, V> Map<K, V> grown(long length) {
    bytes += GROUP + length;
    return new LinkedHashMap<>();
  }

  private List<Slice> none(MetricHead head) {
    bytes += GROUP + 3L * head.name().length();
    return new ArrayList<>();
  }

  /** About how many bytes of the heap are in use. */
  public long bytes() {
    return bytes;
  }

  /** How many points there are. */
  public long points() {
    return points;
  }

  /** The request; afterwards there is nothing again. */
  public Metrics build() {
    MetricsBuilder out = new MetricsBuilder();
    all.forEach(
        (resource, scopes) ->
            out.resource(
                resource,
                () ->
                    scopes.forEach(
                        (scope, metrics) -> out.scope(scope, () -> metrics(metrics, out)))));
    all.clear();
    bytes = 0;
    points = 0;
    return out.build();
  }

  private static void metrics(Map<MetricHead, List<Slice>> metrics, MetricsBuilder out) {
    metrics.forEach(
        (head, list) ->
            out.metric(head, () -> list.forEach(point -> out.point(one -> one.raw(point)))));
  }
}
