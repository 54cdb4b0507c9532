package io.beltline.connector.servicegraph;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All series, up to a limit; the requests beyond it count together. One thread. */
final class GraphTable {
  private static final Attribute OVERFLOW = Attribute.of("otel.metric.overflow", true);
  private static final Attribute FAILED = Attribute.of("failed", true);
  private static final Attribute NOT_FAILED = Attribute.of("failed", false);

  private final GraphSettings settings;
  private final GraphCounters counters;
  private final Map<Slice, GraphSeries> series = new HashMap<>();
  private final WireWriter key = new WireWriter(512);
  private @Nullable GraphSeries others;

  GraphTable(GraphSettings settings, GraphCounters counters) {
    this.settings = settings;
    this.counters = counters;
  }

  void add(Edge edge, long now) {
    List<Attribute> attributes = attributes(edge);
    key.cut(0);
    attributes.forEach(attribute -> key.attribute(1, attribute));
    GraphSeries found = series.get(key.toSlice());
    if (found == null && series.size() < settings.series()) {
      found = new GraphSeries(attributes, settings.histogram());
      series.put(Slice.of(key.toSlice().toByteArray()), found);
    }
    if (found == null) {
      counters.overflows.add(1);
      found = others == null ? new GraphSeries(List.of(OVERFLOW), settings.histogram()) : others;
      others = found;
    }
    found.add(edge, now);
  }

  private List<Attribute> attributes(Edge edge) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.of("client", edge.client.service));
    attributes.add(Attribute.of("server", edge.server.service));
    attributes.add(Attribute.of("connection_type", edge.type.word));
    attributes.add(edge.failed ? FAILED : NOT_FAILED);
    for (int i = 0; i < settings.dimensions().size(); i++) {
      GraphSettings.Dimension dimension = settings.dimensions().get(i);
      add(attributes, dimension.client(), edge.client.dimensions[i]);
      add(attributes, dimension.server(), edge.server.dimensions[i]);
    }
    if (settings.virtualNodeLabel()) {
      attributes.add(Attribute.of("virtual_node", edge.virtual.word));
    }
    return attributes;
  }

  private static void add(List<Attribute> attributes, String key, @Nullable String value) {
    if (value != null) {
      attributes.add(Attribute.of(key, value));
    }
  }

  /** Forgets series that got no request for some nanoseconds. */
  void tidy(long now, long patience) {
    series.values().removeIf(one -> now - one.updated > patience);
    if (others != null && now - others.updated > patience) {
      others = null;
    }
  }

  Collection<GraphSeries> all() {
    if (others == null) {
      return series.values();
    }
    List<GraphSeries> all = new ArrayList<>(series.values());
    all.add(others);
    return all;
  }

  int size() {
    return series.size();
  }
}
