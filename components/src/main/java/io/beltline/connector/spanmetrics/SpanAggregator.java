package io.beltline.connector.spanmetrics;

import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanEventView;
import io.beltline.model.otlp.SpanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds spans to the series of their dimensions. One thread. */
final class SpanAggregator {
  private static final AttributeKey SERVICE = AttributeKey.of(CommonDimensions.SERVICE_NAME);

  private final AggregationSettings settings;
  private final ResourceTable resources;
  private final SeriesKey keys;
  private final SpanCounters counters;
  private final ExportTraceServiceRequestView request = new ExportTraceServiceRequestView();
  private final Cursor<ResourceSpansView> groups = new Cursor<>(new ResourceSpansView());
  private final Cursor<ScopeSpansView> scopes = new Cursor<>(new ScopeSpansView());
  private final Cursor<SpanView> spans = new Cursor<>(new SpanView());
  private final Cursor<SpanEventView> events = new Cursor<>(new SpanEventView());
  private final AttributesView resourceAttributes = new AttributesView();
  private final AttributesView spanAttributes = new AttributesView();
  private final AttributesView eventAttributes = new AttributesView();

  SpanAggregator(
      AggregationSettings settings,
      ResourceTable resources,
      SeriesKey keys,
      SpanCounters counters) {
    this.settings = settings;
    this.resources = resources;
    this.keys = keys;
    this.counters = counters;
  }

  /** Adds the spans of a request. */
  void add(Telemetry traces, long now) {
    for (Slice chunk : traces.payload().chunks()) {
      request.wrap(chunk);
      for (var group = request.resourceSpans(groups); group.next(); ) {
        add(group.item(), now);
      }
    }
  }

  private void add(ResourceSpansView group, long now) {
    AnyValueView service = group.resource().attributes().find(SERVICE);
    if (service == null) {
      counters.skipped(count(group));
      return;
    }
    ByteRange serviceName = service.stringValueUtf8();
    ResourceView resource = group.resource();
    ResourceSeries series = resources.of(resource, now);
    for (var scope = group.scopeSpans(scopes); scope.next(); ) {
      keys.enter(scope.item().scope());
      for (var span = scope.item().spans(spans); span.next(); ) {
        add(new Origin(series, serviceName, resource, span.item()), now);
      }
    }
  }

  /**
   * Where a span comes from.
   *
   * @param series the metrics of its resource
   */
  private record Origin(
      ResourceSeries series, ByteRange serviceName, ResourceView resource, SpanView span) {}

  private long count(ResourceSpansView group) {
    long count = 0;
    for (var scope = group.scopeSpans(scopes); scope.next(); ) {
      count += scope.item().spans(spans).remaining();
    }
    return count;
  }

  private void add(Origin origin, long now) {
    SpanView span = origin.span();
    long start = span.startTimeUnixNano();
    long end = span.endTimeUnixNano();
    double duration =
        Long.compareUnsigned(end, start) > 0 ? (end - start) / settings.unit().nanos() : 0;
    long adjusted = AdjustedCount.of(span);
    counters.aggregated();
    ResourceSeries series = origin.series();
    put(series.calls, settings.calls(), origin, null, duration, adjusted, now);
    if (series.durations != null) {
      put(series.durations, settings.durations(), origin, null, duration, adjusted, now);
    }
    DimensionList dimensions = settings.events();
    if (series.events != null && dimensions != null) {
      for (var event = span.events(events); event.next(); ) {
        put(series.events, dimensions, origin, event.item(), duration, adjusted, now);
      }
    }
  }

  private void put(
      SeriesTable table,
      DimensionList dimensions,
      Origin origin,
      @Nullable SpanEventView event,
      double duration,
      long adjusted,
      long now) {
    SpanView span = origin.span();
    AttributesView own = span.attributes(spanAttributes);
    AttributesView around = origin.resource().attributes(resourceAttributes);
    List<AttributesView> sources =
        event == null
            ? List.of(own, around)
            : List.of(own, event.attributes(eventAttributes), around);
    int field = table.kind().attributes();
    Slice key = keys.of(field, origin.serviceName(), span, adjusted > 0, dimensions, sources);
    Series series = table.of(key, now);
    if (table.isOverflow(series)) {
      counters.overflowed();
    } else if (settings.exemplars() > 0) {
      series.exemplars.add(span, duration, settings.exemplars());
    }
    series.aggregate.add(duration, Math.max(1, adjusted));
  }
}
