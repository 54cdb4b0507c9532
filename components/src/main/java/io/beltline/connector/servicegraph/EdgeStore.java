package io.beltline.connector.servicegraph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests of which one side is known, up to a limit, the oldest first. One thread. */
final class EdgeStore {
  private final LinkedHashMap<EdgeKey, Edge> waiting = new LinkedHashMap<>();
  private final int limit;

  EdgeStore(int limit) {
    this.limit = limit;
  }

  @Nullable Edge find(EdgeKey key) {
    return waiting.get(key);
  }

  /** Keeps one; false if there are too many. */
  boolean keep(Edge edge) {
    if (waiting.size() >= limit) {
      return false;
    }
    waiting.put(edge.key, edge);
    return true;
  }

  void remove(Edge edge) {
    waiting.remove(edge.key);
  }

  /** Takes the oldest if its time is over, else null. */
  @Nullable Edge takeExpired(long now) {
    Map.Entry<EdgeKey, Edge> oldest = waiting.firstEntry();
    if (oldest == null || now - oldest.getValue().expires < 0) {
      return null;
    }
    waiting.pollFirstEntry();
    return oldest.getValue();
  }

  int size() {
    return waiting.size();
  }
}
