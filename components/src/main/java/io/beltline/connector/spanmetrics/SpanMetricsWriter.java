package io.beltline.connector.spanmetrics;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes requests of what was aggregated. One thread. */
final class SpanMetricsWriter {
  private final AggregationSettings settings;
  private final Slice scope;
  private final LastPoints calls;
  private final LastPoints durations;
  private final LastPoints events;

  SpanMetricsWriter(AggregationSettings settings) {
    this.settings = settings;
    this.scope = MetricsBuilder.scope(settings.form().scope(), "");
    int limit = settings.limits().timestamps();
    this.calls = new LastPoints(limit);
    this.durations = new LastPoints(limit);
    this.events = new LastPoints(limit);
  }

  /**
   * Writes all series, or null if there is none.
   *
   * @param last whether this is the last request, so that none follows one that shows zero
   */
  @Nullable Metrics write(ResourceTable resources, long now, boolean last) {
    MetricsBuilder out = new MetricsBuilder();
    resources.each(
        one ->
            out.resource(one.resource, () -> out.scope(scope, () -> metrics(out, one, now, last))));
    return out.points() == 0 ? null : out.build();
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
