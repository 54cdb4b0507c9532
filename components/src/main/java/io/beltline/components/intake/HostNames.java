package io.beltline.components.intake;

import io.beltline.api.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Names of addresses, as the system's resolver gives them. It blocks a thread of the system while
 * it asks, so two threads of their own ask, and no others; 100 addresses wait for them at most. A
 * name is remembered for five minutes, 1,000 at a time. What has no name, or none yet, is called by
 * its address. Safe for all threads.
 */
final class HostNames {
  private static final int THREADS = 2;
  private static final int WAITING = 100;
  private static final int MOST = 1000;
  private static final long LIFE = Duration.ofMinutes(5).toNanos();

  private record Known(Future<String> name, long until) {}

  private final Clock clock;
  private final Function<InetAddress, String> resolver;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("resolve ", 0).factory());
  private final Map<InetAddress, Known> known = new LinkedHashMap<>();

  /**
   * Knows no names yet.
   *
   * @param resolver asks for a name, and may take its time
   */
  HostNames(Clock clock, Function<InetAddress, String> resolver) {
    this.clock = clock;
    this.resolver = resolver;
    threads.allowCoreThreadTimeOut(true); // nobody need end them
  }

  /**
   * The name of an address.
   *
   * @param patience how long to wait for one that is not known
   */
  String of(InetAddress address, Duration patience) throws InterruptedException {
    try {
      return asked(address).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException none) {
      return address.getHostAddress();
    }
  }

  private Future<String> asked(InetAddress address) {
    long now = clock.nanoTime();
    synchronized (known) {
      Known before = known.get(address);
      if (before != null && before.until() - now > 0) {
        return before.name();
      }
      FutureTask<String> name = new FutureTask<>(() -> resolver.apply(address));
      threads.execute(name);
      known.remove(address);
      if (known.size() >= MOST) {
        known.remove(known.keySet().iterator().next());
      }
      known.put(address, new Known(name, now + LIFE));
      return name;
    }
  }
}
