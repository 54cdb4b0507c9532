package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpKeepaliveConfig;
import io.beltline.transport.http.HttpReply.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client: idle HTTP/1.1 ones, the last used first, and shared HTTP/2 ones.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class ConnectionPool {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Future<?> NOTHING = CompletableFuture.completedFuture(null);

  private final HttpClientConfig config;
  private final HttpKeepaliveConfig kept;
  private final Connector connector;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Origin, Deque<Idle>> idle = new HashMap<>();
  private final Map<Origin, List<Connection>> shared = new HashMap<>();
  private final Map<Origin, Semaphore> slots = new HashMap<>();

  /** What is open, and what will look whether it is idle. */
  private final Map<Connection, Future<?>> open = new HashMap<>();

  private final Semaphore finished = new Semaphore(0);
  private int idleCount;
  private int exchanges;
  private boolean closed;

  private record Idle(Connection connection, long since) {}

  ConnectionPool(HttpClientConfig config, Connector connector) {
    this.config = config;
    this.kept = config.kept();
    this.connector = connector;
  }

  /** One attempt; on a fresh connection where asked for. */
  Exchange exchange(Outgoing request, Deadline deadline, boolean fresh) {
    if (!begin()) {
      return Exchange.failed(Kind.CLOSED, request.origin() + ": the client is closed");
    }
    Semaphore slot = slot(request.origin());
    boolean taken = false;
    try {
      taken = slot == null || slot.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (!taken) {
        return Exchange.failed(Kind.TIMEOUT, request.origin() + ": no free connection in time");
      }
      return over(acquire(request, deadline, fresh), request, deadline);
    } catch (Connector.ConnectFailure failed) {
      return new Exchange(failed.reply(), false);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Exchange.failed(Kind.CLOSED, request.origin() + ": interrupted");
    } finally {
      if (slot != null && taken) {
        slot.release();
      }
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

  private @Nullable Semaphore slot(Origin origin) {
    if (config.maxConnsPerHost() <= 0) {
      return null;
    }
    lock.lock();
    try {
      return slots.computeIfAbsent(origin, _ -> new Semaphore(config.maxConnsPerHost(), true));
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

  /** Closes a connection that has been idle for too long, or looks again when it may be. */
  private void expire(Connection connection) {
    long left = kept.idleConnTimeout().toNanos() - connection.idleNanos();
    if (left <= 0) {
      connection.close();
    } else if (connection.isUsable()) {
      watch(connection, left);
    }
  }

  private @Nullable Connection reuse(Origin origin) {
    lock.lock();
    try {
      for (Connection connection : shared.getOrDefault(origin, List.of())) {
        if (connection.isUsable()) {
          return connection;
        }
      }
      Deque<Idle> waiting = idle.getOrDefault(origin, new ArrayDeque<>());
      while (!waiting.isEmpty()) {
        Idle last = waiting.removeLast();
        idleCount--;
        if (last.connection().isUsable() && !isOld(last)) {
          return last.connection();
        }
        last.connection().close();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private boolean isOld(Idle waiting) {
    long limit = kept.idleConnTimeout().toNanos();
    return limit > 0 && System.nanoTime() - waiting.since() > limit;
  }

  private void release(Origin origin, Connection connection) {
    lock.lock();
    try {
      dropOld();
      Deque<Idle> waiting = idle.computeIfAbsent(origin, _ -> new ArrayDeque<>());
      boolean full =
          (kept.maxIdleConnsPerHost() > 0 && waiting.size() >= kept.maxIdleConnsPerHost())
              || (kept.maxIdleConns() > 0 && idleCount >= kept.maxIdleConns());
      if (closed || full || !kept.enabled() || !connection.isUsable()) {
        connection.close();
        return;
      }
      waiting.addLast(new Idle(connection, System.nanoTime()));
      idleCount++;
    } finally {
      lock.unlock();
    }
  }

  private void dropOld() {
    for (Deque<Idle> waiting : idle.values()) {
      while (!waiting.isEmpty() && isOld(waiting.getFirst())) {
        waiting.removeFirst().connection().close();
        idleCount--;
      }
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
      }
      Deque<Idle> waiting = idle.get(origin);
      Iterator<Idle> all = waiting == null ? List.<Idle>of().iterator() : waiting.iterator();
      while (all.hasNext()) {
        if (all.next().connection() == connection) {
          all.remove();
          idleCount--;
        }
      }
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
