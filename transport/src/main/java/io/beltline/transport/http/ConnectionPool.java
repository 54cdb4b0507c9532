package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpKeepaliveConfig;
import io.beltline.transport.http.HttpReply.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client: idle HTTP/1.1 ones, and shared HTTP/2 ones. Nothing is kept for a
 * server to which none is open and with which no exchange runs. Safe for all threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class ConnectionPool {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Future<?> NOTHING = CompletableFuture.completedFuture(null);

  private final HttpKeepaliveConfig kept;
  private final Connector connector;
  private final ReentrantLock lock = new ReentrantLock();
  private final IdleConnections idle;
  private final Map<Origin, List<Connection>> shared = new HashMap<>();
  private final HostSlots slots;

  /** What is open, and what will look whether it is idle. */
  private final Map<Connection, Future<?>> open = new HashMap<>();

  private final Semaphore finished = new Semaphore(0);
  private int exchanges;
  private boolean closed;

  ConnectionPool(HttpClientConfig config, Connector connector) {
    this.kept = config.kept();
    this.idle = new IdleConnections(kept);
    this.slots = new HostSlots(config.maxConnsPerHost());
    this.connector = connector;
  }

  /** One attempt; on a fresh connection where asked for. */
  Exchange exchange(Outgoing request, Deadline deadline, boolean fresh) {
    if (!begin()) {
      return Exchange.failed(Kind.CLOSED, request.origin() + ": the client is closed");
    }
    try (HostSlots.Slot slot = slots.enter(request.origin(), deadline)) {
      if (slot == null) {
        return Exchange.failed(Kind.TIMEOUT, request.origin() + ": no free connection in time");
      }
      return over(acquire(request, deadline, fresh), request, deadline);
    } catch (Connector.ConnectFailure failed) {
      return new Exchange(failed.reply(), false);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Exchange.failed(Kind.CLOSED, request.origin() + ": interrupted");
    } finally {
      end();
    }
  }

  private Exchange over(Connection connection, Outgoing request, Deadline deadline) {
    Exchange exchange = connection.exchange(request, deadline);
    if (!connection.isShared()) {
      release(request.origin(), connection);
    } else if (!kept.enabled()) {
      connection.close();
    }
    return exchange;
  }

  private boolean begin() {
    lock.lock();
    try {
      if (!closed) {
        exchanges++;
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      if (--exchanges == 0 && closed) {
        finished.release();
      }
    } finally {
      lock.unlock();
    }
  }

  private Connection acquire(Outgoing request, Deadline deadline, boolean fresh)
      throws Connector.ConnectFailure {
    Origin origin = request.origin();
    if (!fresh) {
      Connection found = reuse(origin);
      if (found != null) {
        return found;
      }
    }
    Connection opened = connector.open(origin, deadline, request.trace());
    lock.lock();
    try {
      open.put(opened, NOTHING);
      if (opened.isShared()) {
        shared.computeIfAbsent(origin, _ -> new ArrayList<>()).add(opened);
      }
    } finally {
      lock.unlock();
    }
    opened.onClose(() -> forget(origin, opened));
    if (kept.idleConnTimeout().isPositive()) {
      watch(opened, kept.idleConnTimeout().toNanos());
    }
    return opened;
  }

  /** Looks at a connection later, unless it is closed before. */
  private void watch(Connection connection, long nanos) {
    lock.lock();
    try {
      if (open.containsKey(connection)) {
        open.put(connection, connection.after(nanos, () -> expire(connection)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes a connection that was idle for too long, or looks again when it may have been. */
  private void expire(Connection connection) {
    long left = kept.idleConnTimeout().toNanos() - connection.idleNanos();
    if (left <= 0) {
      connection.close();
    } else {
      watch(connection, left);
    }
  }

  private @Nullable Connection reuse(Origin origin) {
    if (!kept.enabled()) {
      return null; // whoever opened one closes it when it is through
    }
    lock.lock();
    try {
      for (Connection connection : shared.getOrDefault(origin, List.of())) {
        if (connection.isUsable()) {
          return connection;
        }
      }
      return idle.take(origin);
    } finally {
      lock.unlock();
    }
  }

  private void release(Origin origin, Connection connection) {
    lock.lock();
    try {
      boolean wanted = !closed && kept.enabled() && connection.isUsable();
      if (!wanted || !idle.add(origin, connection)) {
        connection.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(Origin origin, Connection connection) {
    lock.lock();
    try {
      Future<?> look = open.remove(connection);
      if (look != null) {
        look.cancel(false);
      }
      List<Connection> others = shared.get(origin);
      if (others != null) {
        others.remove(connection);
        if (others.isEmpty()) {
          shared.remove(origin);
        }
      }
      idle.remove(origin, connection);
    } finally {
      lock.unlock();
    }
  }

  /** For how many servers anything is kept, counted once for each kind of thing. */
  int origins() {
    lock.lock();
    try {
      return idle.origins() + shared.size() + slots.origins();
    } finally {
      lock.unlock();
    }
  }

  void close(Deadline deadline) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (exchanges == 0) {
        finished.release();
      }
    } finally {
      lock.unlock();
    }
    awaitExchanges(deadline);
    List<Connection> rest;
    lock.lock();
    try {
      rest = List.copyOf(open.keySet());
    } finally {
      lock.unlock();
    }
    rest.forEach(Connection::close);
    connector.close();
  }

  private void awaitExchanges(Deadline deadline) {
    try {
      long left = deadline.remaining().toNanos();
      // short steps, because the deadline's clock may be moved by hand
      while (left > 0 && !finished.tryAcquire(Math.min(left, STEP_NANOS), TimeUnit.NANOSECONDS)) {
        left = deadline.remaining().toNanos();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
