package io.beltline.receiver.tcpcheck;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of hosts within a time. The system's resolver knows no such limit: a look-up
 * that takes longer goes on in a thread of its own, of which there is one a host, and the next to
 * ask waits for the same. Safe for all threads.
 */
final class Lookups {

  /** Finds addresses, in whatever time. */
  @FunctionalInterface
  interface Resolver {
    /** The addresses of a host, at least one. */
    InetAddress[] all(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Map<String, FutureTask<InetAddress[]>> underWay = new ConcurrentHashMap<>();

  Lookups(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * The addresses of a host.
   *
   * @throws SocketTimeoutException if they are not known in time
   * @throws IOException if they cannot be found, or the thread is interrupted
   */
  InetAddress[] of(String host, Duration most) throws IOException {
    FutureTask<InetAddress[]> task = underWay.computeIfAbsent(host, this::begin);
    try {
      return task.get(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("the look-up of " + host + " timed out");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the look-up of " + host + " was given up");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException unknown) {
        throw unknown;
      }
      throw new IllegalStateException("the look-up of " + host + " has failed", failed.getCause());
    }
  }

  private FutureTask<InetAddress[]> begin(String host) {
    FutureTask<InetAddress[]> task =
        new FutureTask<>(
            () -> {
              try {
                return resolver.all(host);
              } finally {
                underWay.remove(host);
              }
            });
    // a platform thread: it waits in the C library, where a virtual one would keep its carrier
    Thread.ofPlatform().daemon().name("look-up " + host).start(task);
    return task;
  }
}
