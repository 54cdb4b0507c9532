package io.beltline.receiver.prometheus;

import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The scopes of a job and instance. One thread. */
final class ResourceGroup {
  /** What it takes without scopes and what is told of it, about. */
  static final int OVERHEAD = 1500;

  /** What it is known by. */
  record Id(String job, String instance) {}

  private final SortedMap<String, String> fixed;
  private final Map<ScopeGroup.Id, ScopeGroup> scopes = new LinkedHashMap<>();

  /** The attributes that {@code target_info} tells. */
  SortedMap<String, String> told = new TreeMap<>();

  /** In which scrape it was told. */
  int toldIn;

  /** One with the attributes it always has. */
  ResourceGroup(SortedMap<String, String> fixed) {
    this.fixed = fixed;
  }

  ScopeGroup scope(ScopeGroup.Id id) {
    return scopes.computeIfAbsent(id, ScopeGroup::new);
  }

  /** How many scopes it has. */
  int size() {
    return scopes.size();
  }

  /** What it takes, about. */
  long bytes() {
    long own = OVERHEAD + ScopeGroup.LABEL * (long) told.size();
    return own + scopes.values().stream().mapToLong(ScopeGroup::bytes).sum();
  }

  /** How many points there are to write. */
  long due(int scrape) {
    return scopes.values().stream().mapToLong(scope -> scope.due(scrape)).sum();
  }

  boolean isEmpty() {
    return scopes.isEmpty();
  }

  void write(WireWriter out, PointCount count) {
    int before = out.size();
    long points = count.points();
    int whole = out.begin(ExportMetricsServiceRequestView.RESOURCE_METRICS);
    int resource = out.begin(ResourceMetricsView.RESOURCE);
    SortedMap<String, String> attributes = new TreeMap<>(fixed);
    attributes.putAll(told);
    Points.attributes(out, 1, attributes);
    out.end(resource);
    scopes.values().forEach(scope -> scope.write(out, count));
    if (count.points() == points) {
      out.cut(before);
    } else {
      out.end(whole);
    }
  }

  void sweep(int scrape, boolean delivered) {
    if (toldIn != scrape && !told.isEmpty()) {
      told = new TreeMap<>();
    }
    scopes.values().forEach(scope -> scope.sweep(scrape, delivered));
    scopes.values().removeIf(scope -> scope.isEmpty() && scope.toldIn != scrape);
  }
}
