package io.beltline.connector.servicegraph;

import io.beltline.connector.servicegraph.Edge.ConnectionType;
import io.beltline.connector.servicegraph.Edge.VirtualNode;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the two sides of requests among spans. One thread. */
final class EdgeFinder {
  private static final AttributeKey SERVICE = AttributeKey.of("service.name");
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int PRODUCER = 4;
  private static final int CONSUMER = 5;
  private static final int ERROR = 2;

  private final GraphSettings settings;
  private final EdgeStore store;
  private final GraphTable table;
  private final GraphCounters counters;
  private final ExportTraceServiceRequestView request = new ExportTraceServiceRequestView();
  private final Cursor<ResourceSpansView> groups = new Cursor<>(new ResourceSpansView());
  private final Cursor<ScopeSpansView> scopes = new Cursor<>(new ScopeSpansView());
  private final Cursor<SpanView> spans = new Cursor<>(new SpanView());
  private final AttributesView around = new AttributesView();
  private final AttributesView own = new AttributesView();

  EdgeFinder(GraphSettings settings, EdgeStore store, GraphTable table, GraphCounters counters) {
    this.settings = settings;
    this.store = store;
    this.table = table;
    this.counters = counters;
  }

  /** Adds the spans of a request. */
  void add(Telemetry traces, long now) {
    for (Slice chunk : traces.payload().chunks()) {
      request.wrap(chunk);
      for (var group = request.resourceSpans(groups); group.next(); ) {
        AttributesView resource = group.item().resource().attributes(around);
        String service = resource.string(SERVICE);
        for (var scope = group.item().scopeSpans(scopes); scope.next(); ) {
          for (var span = scope.item().spans(spans); span.next(); ) {
            if (service == null || service.isEmpty()) {
              counters.noService.add(1);
            } else {
              add(service, resource, span.item(), now);
            }
          }
        }
      }
    }
  }

  private void add(String service, AttributesView resource, SpanView span, long now) {
    switch (span.kind()) {
      case CLIENT -> client(service, resource, span, ConnectionType.UNSET, now);
      case PRODUCER -> client(service, resource, span, ConnectionType.MESSAGING_SYSTEM, now);
      case SERVER -> server(service, resource, span, ConnectionType.UNSET, now);
      case CONSUMER -> server(service, resource, span, ConnectionType.MESSAGING_SYSTEM, now);
      default -> counters.otherKind.add(1);
    }
  }

  private void client(
      String service, AttributesView resource, SpanView span, ConnectionType type, long now) {
    Edge edge = edge(span, span.spanId(), now);
    AttributesView attributes = span.attributes(own);
    side(edge, edge.client, service, resource, span, attributes, type);
    String peer = first(settings.peers(), attributes, null);
    edge.peer = peer == null ? edge.peer : peer;
    String database = first(settings.databases(), resource, attributes);
    if (database != null) { // which sends no span of its own
      edge.type = ConnectionType.DATABASE;
      edge.server.service = database;
      edge.server.seconds = edge.client.seconds;
    }
    settle(edge, now);
  }

  private void server(
      String service, AttributesView resource, SpanView span, ConnectionType type, long now) {
    Edge edge = edge(span, span.parentSpanId(), now);
    side(edge, edge.server, service, resource, span, span.attributes(own), type);
    settle(edge, now);
  }

  private Edge edge(SpanView span, ByteRange id, long now) {
    EdgeKey key = EdgeKey.of(span.traceId(), id);
    Edge found = store.find(key);
    return found != null
        ? found
        : new Edge(key, now + settings.times().waiting().toNanos(), settings.dimensions().size());
  }

  private void side(
      Edge edge,
      Edge.Side side,
      String service,
      AttributesView resource,
      SpanView span,
      AttributesView attributes,
      ConnectionType type) {
    edge.type = type;
    edge.failed |= span.status().code() == ERROR;
    side.service = service;
    side.seconds = GraphSettings.seconds(span.startTimeUnixNano(), span.endTimeUnixNano());
    for (int i = 0; i < side.dimensions.length; i++) {
      String value = first(List.of(settings.dimensions().get(i).key()), resource, attributes);
      side.dimensions[i] = value == null ? side.dimensions[i] : value;
    }
  }

  private static @Nullable String first(
      List<AttributeKey> keys, AttributesView first, @Nullable AttributesView second) {
    for (AttributeKey key : keys) {
      String value = first.string(key);
      if (value == null && second != null) {
        value = second.string(key);
      }
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private void settle(Edge edge, long now) {
    boolean known = store.find(edge.key) != null;
    if (edge.isComplete()) {
      table.add(edge, now);
      store.remove(edge);
    } else if (!known && !store.keep(edge)) {
      counters.dropped.add(1);
      return;
    }
    counters.paired.add(1);
    counters.newEdges.add(known ? 0 : 1);
  }

  /** Counts what was waited for long enough, with a side that sends no spans where that can be. */
  void expire(long now) {
    for (Edge edge = store.takeExpired(now); edge != null; edge = store.takeExpired(now)) {
      counters.expired.add(1);
      if (!settings.peers().isEmpty()) {
        virtual(edge, now);
      }
    }
  }

  private void virtual(Edge edge, long now) {
    if (edge.client.service.isEmpty() && edge.key.span() == 0) {
      edge.client.service = "user";
      edge.virtual = VirtualNode.CLIENT;
    } else if (edge.server.service.isEmpty()) {
      edge.server.service = edge.peer == null ? "unknown" : edge.peer;
      edge.virtual = VirtualNode.SERVER;
    } else {
      return; // the side that asked is known to exist, but not which it was
    }
    edge.type = ConnectionType.VIRTUAL_NODE;
    table.add(edge, now);
  }
}
