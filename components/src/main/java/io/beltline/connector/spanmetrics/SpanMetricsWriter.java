package io.beltline.connector.spanmetrics;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes requests of what was aggregated. One thread at a time. */
final class SpanMetricsWriter {
  private final AggregationSettings settings;
  private final Slice scope;
  private final LastPoints calls;
  private final LastPoints durations;
  private final LastPoints events;

  /** Series whose first point is in a request, by its index. */
  private final Map<Integer, List<Series>> first = new HashMap<>();

  SpanMetricsWriter(AggregationSettings settings) {
    this.settings = settings;
    this.scope = MetricsBuilder.scope(settings.form().scope(), "");
    int limit = settings.limits().timestamps();
    this.calls = new LastPoints(limit);
    this.durations = new LastPoints(limit);
    this.events = new LastPoints(limit);
  }

  /**
   * One request.
   *
   * @param first the series whose first point is in it
   */
  record Written(Metrics metrics, List<Series> first) {}

  /**
   * Writes all series.
   *
   * @param last whether these are the last requests, so that none follows one that shows zero
   */
  List<Written> write(ResourceTable resources, long now, boolean last) {
    first.clear();
    MetricsBuilder out = MetricsBuilder.ofMany();
    resources.each(
        one ->
            out.resource(one.resource, () -> out.scope(scope, () -> metrics(out, one, now, last))));
    List<Written> written = new ArrayList<>();
    for (Metrics request : out.buildAll()) {
      written.add(new Written(request, first.getOrDefault(written.size(), List.of())));
    }
    first.clear();
    return written;
  }

  private void metrics(MetricsBuilder out, ResourceSeries one, long now, boolean last) {
    AggregationSettings.MetricNames names = settings.names();
    metric(out, names.calls(), "", one.calls, one.key, calls, now, last);
    if (one.durations != null) {
      String unit = settings.unit().word();
      metric(out, names.duration(), unit, one.durations, one.key, durations, now, last);
    }
    if (one.events != null) {
      metric(out, names.events(), "", one.events, one.key, events, now, last);
    }
  }

  private void metric(
      MetricsBuilder out,
      String name,
      String unit,
      SeriesTable table,
      Slice resource,
      LastPoints points,
      long now,
      boolean last) {
    boolean delta = settings.temporality() == Temporality.DELTA;
    boolean fromZero = !delta && !last && settings.form() == AggregationSettings.Form.CONNECTOR;
    int temporality = settings.temporality().number();
    MetricHead head = new MetricHead(name, "", unit, table.kind(), temporality, true);
    out.metric(
        head,
        () ->
            table.each(
                series -> {
                  long from =
                      delta
                          ? points.replace(resource, series.attributes, series.start, now)
                          : series.start;
                  out.point(point -> series.write(point, from, now, fromZero));
                  if (series.isUnsent()) {
                    first.computeIfAbsent(out.index(), i -> new ArrayList<>()).add(series);
                  }
                }));
  }

  /** When series with delta temporality had their last point, for as many as there is room for. */
  private static final class LastPoints {
    private final LinkedHashMap<Key, Long> times;

    LastPoints(int limit) {
      times =
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
              return size() > limit;
            }
          };
    }

    long replace(Slice resource, Slice attributes, long start, long now) {
      Long before = times.put(new Key(resource, attributes), now);
      return before == null ? start : before;
    }

    private record Key(Slice resource, Slice attributes) {}
  }
}
