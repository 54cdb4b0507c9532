package io.beltline.connector.spanmetrics;

import io.beltline.components.metrics.Total;
import io.beltline.model.Slice;
import org.jspecify.annotations.Nullable;

/** The metrics of one resource. One thread. */
final class ResourceSeries {
  final Slice key;

  /** The content of the resource's message. */
  final Slice resource;

  final SeriesTable calls;
  final @Nullable SeriesTable durations;
  final @Nullable SeriesTable events;
  long lastSeen;

  ResourceSeries(Slice key, Slice resource, AggregationSettings settings, SeriesRoom room) {
    int limit = settings.limits().series();
    this.key = key;
    this.resource = resource;
    this.calls = new SeriesTable(Total::new, limit, room);
    this.durations =
        settings.histogram() == null ? null : new SeriesTable(settings.histogram(), limit, room);
    this.events = settings.events() == null ? null : new SeriesTable(Total::new, limit, room);
  }

  void tidy(long now, long patience) {
    calls.tidy(now, patience);
    if (durations != null) {
      durations.tidy(now, patience);
    }
    if (events != null) {
      events.tidy(now, patience);
    }
  }

  int size() {
    return calls.size()
        + (durations == null ? 0 : durations.size())
        + (events == null ? 0 : events.size());
  }
}
