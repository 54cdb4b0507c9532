package io.beltline.transport.http;

import io.beltline.api.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up names for no longer than who asks can wait: what the system does takes up to a minute
 * where name servers are silent, and cannot be interrupted. Of a name one lookup runs at a time,
 * for all who ask. Safe for all threads.
 */
final class NameLookups {
  private final Resolver resolver;
  private final Map<String, CompletableFuture<List<InetAddress>>> running =
      new ConcurrentHashMap<>();

  /** What the system does. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  NameLookups(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * The addresses of a name.
   *
   * @throws UnknownHostException if it has none
   * @throws TimeoutException if that is not known by the deadline
   */
  List<InetAddress> find(String host, Deadline deadline)
      throws UnknownHostException, TimeoutException, InterruptedException {
    CompletableFuture<List<InetAddress>> own = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> found = running.putIfAbsent(host, own);
    if (found == null) {
      found = own;
      begin(host, own);
    }
    try {
      return found.get(Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      UnknownHostException unknown = new UnknownHostException(host);
      unknown.initCause(failed.getCause());
      throw unknown;
    }
  }

  private void begin(String host, CompletableFuture<List<InetAddress>> found) {
    boolean started = false;
    try {
      Thread.ofVirtual().name("look up " + host).start(() -> look(host, found));
      started = true;
    } finally {
      if (!started) {
        running.remove(host, found);
      }
    }
  }

  private void look(String host, CompletableFuture<List<InetAddress>> found) {
    try {
      List<InetAddress> addresses = List.of(resolver.all(host));
      running.remove(host, found); // who asks from now on wants a new answer
      found.complete(addresses);
    } catch (UnknownHostException | RuntimeException | Error failed) {
      running.remove(host, found);
      found.completeExceptionally(failed);
    }
  }

  /** How many names are being looked up. */
  int running() {
    return running.size();
  }
}
