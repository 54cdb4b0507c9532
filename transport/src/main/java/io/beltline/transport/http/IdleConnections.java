package io.beltline.transport.http;

import io.beltline.transport.config.HttpKeepaliveConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The idle HTTP/1.1 connections of one client, the last used first. There is an entry for a server
 * only while there is such a connection to it. For one thread at a time: the pool's lock guards it.
 */
final class IdleConnections {
  private final HttpKeepaliveConfig kept;
  private final Map<Origin, Deque<Idle>> waiting = new HashMap<>();
  private int count;

  private record Idle(Connection connection, long since) {}

  IdleConnections(HttpKeepaliveConfig kept) {
    this.kept = kept;
  }

  /** The one used last that still serves, to be used now; null if there is none. */
  @Nullable Connection take(Origin origin) {
    for (Idle last = last(origin); last != null; last = last(origin)) {
      if (last.connection().isUsable() && !isOld(last)) {
        return last.connection();
      }
      last.connection().close();
    }
    return null;
  }

  private @Nullable Idle last(Origin origin) {
    Deque<Idle> all = waiting.get(origin);
    if (all == null) {
      return null;
    }
    Idle last = all.removeLast();
    changed(origin, all, 1);
    return last;
  }

  private boolean isOld(Idle idle) {
    long limit = kept.idleConnTimeout().toNanos();
    return limit > 0 && System.nanoTime() - idle.since() > limit;
  }

  /** Keeps one that has nothing to do; false if there are as many as there may be. */
  boolean add(Origin origin, Connection connection) {
    Deque<Idle> others = waiting.get(origin);
    int beside = others == null ? 0 : others.size();
    if ((kept.maxIdleConnsPerHost() > 0 && beside >= kept.maxIdleConnsPerHost())
        || (kept.maxIdleConns() > 0 && count >= kept.maxIdleConns())) {
      return false;
    }
    waiting
        .computeIfAbsent(origin, _ -> new ArrayDeque<>())
        .addLast(new Idle(connection, System.nanoTime()));
    count++;
    return true;
  }

  /** Forgets one that is closed, if it was kept. */
  void remove(Origin origin, Connection connection) {
    Deque<Idle> all = waiting.get(origin);
    if (all != null) {
      int before = all.size();
      all.removeIf(idle -> idle.connection() == connection);
      changed(origin, all, before - all.size());
    }
  }

  private void changed(Origin origin, Deque<Idle> all, int fewer) {
    count -= fewer;
    if (all.isEmpty()) {
      waiting.remove(origin);
    }
  }

  /** To how many servers there are any. */
  int origins() {
    return waiting.size();
  }
}
