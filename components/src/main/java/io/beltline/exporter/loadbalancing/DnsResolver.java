package io.beltline.exporter.loadbalancing;

import io.beltline.api.Clock;
import io.beltline.api.Clock.Cancellable;
import io.beltline.api.ComponentException;
import io.beltline.exporter.loadbalancing.ResolverConfig.DnsConfig;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Looks a name up again and again. Its addresses of both families are the backends; one that does
 * not answer or is unknown leaves the list as it is.
 */
final class DnsResolver implements Resolver {
  private final DnsConfig config;
  private final Lookup lookup;
  private final BalancerMetrics metrics;
  private final Logger logger;
  private final ReentrantLock telling = new ReentrantLock();
  private volatile @Nullable CompletableFuture<InetAddress[]> asked;
  private Cancellable next = () -> {};
  private List<Backend> known = List.of();
  private boolean untaken;
  private boolean failing;
  private boolean stopped;

  DnsResolver(DnsConfig config, Lookup lookup, BalancerMetrics metrics, Logger logger) {
    this.config = config;
    this.lookup = lookup;
    this.metrics = metrics;
    this.logger = logger;
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public void start(Clock clock, Consumer<List<Backend>> changed, Runnable tried) {
    plan(clock, Duration.ZERO, changed, tried);
  }

  private void plan(Clock clock, Duration wait, Consumer<List<Backend>> changed, Runnable tried) {
    telling.lock();
    try {
      if (!stopped) {
        next = clock.schedule(wait, () -> turn(clock, changed, tried));
      }
    } finally {
      telling.unlock();
    }
  }

  private void turn(Clock clock, Consumer<List<Backend>> changed, Runnable tried) {
    try {
      InetAddress[] found = ask(clock).join();
      metrics.resolved(true);
      tell(changed, backends(found));
    } catch (CompletionException failed) {
      metrics.resolved(false);
      fail(String.valueOf(failed.getCause()));
    } finally {
      tried.run();
      plan(clock, config.interval(), changed, () -> {});
    }
  }

  /** Asks on a thread of its own, as it may hang; one that still hangs is not asked beside. */
  private CompletableFuture<InetAddress[]> ask(Clock clock) {
    CompletableFuture<InetAddress[]> hanging = asked;
    CompletableFuture<InetAddress[]> running =
        hanging == null || hanging.isDone() ? begin() : hanging;
    asked = running;
    CompletableFuture<InetAddress[]> answer = running.copy();
    Cancellable alarm =
        clock.schedule(
            config.timeout(),
            () -> answer.completeExceptionally(new TimeoutException("no answer in time")));
    return answer.whenComplete((found, failed) -> alarm.cancel());
  }

  private CompletableFuture<InetAddress[]> begin() {
    CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("resolve " + config.hostname())
        .start(
            () -> {
              try {
                found.complete(lookup.addresses(config.hostname()));
              } catch (UnknownHostException | RuntimeException failed) {
                found.completeExceptionally(failed);
              }
            });
    return found;
  }

  private List<Backend> backends(InetAddress[] found) {
    return Arrays.stream(found)
        .map(DnsResolver::host)
        .map(host -> config.port().isEmpty() ? host : host + ":" + config.port())
        .distinct()
        .sorted()
        .map(Backend::of)
        .toList();
  }

  private static String host(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }

  private void tell(Consumer<List<Backend>> changed, List<Backend> backends) {
    telling.lock();
    try {
      failing = false;
      if (!stopped && (untaken || !backends.equals(known))) {
        change(changed, backends);
      }
    } finally {
      telling.unlock();
    }
  }

  /** What cannot be done now is tried again with the next answer. */
  private void change(Consumer<List<Backend>> changed, List<Backend> backends) {
    try {
      changed.accept(backends);
      known = backends;
      untaken = false;
    } catch (ComponentException impossible) {
      untaken = true;
      logger.debug("tried again in {}", config.interval(), impossible); // whoever threw told it
    }
  }

  private void fail(String why) {
    telling.lock();
    try {
      if (!failing && !stopped) {
        logger.warn("cannot resolve {}: {}; the backends stay as they are", config.hostname(), why);
      }
      failing = true;
    } finally {
      telling.unlock();
    }
  }

  @Override
  public void stop() {
    telling.lock();
    try {
      stopped = true;
      next.cancel();
    } finally {
      telling.unlock();
    }
    CompletableFuture<InetAddress[]> hanging = asked;
    if (hanging != null) {
      hanging.completeExceptionally(new TimeoutException("stopped"));
    }
  }
}
