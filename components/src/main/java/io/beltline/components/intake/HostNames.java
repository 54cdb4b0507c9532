package io.beltline.components.intake;

import io.beltline.api.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Names of addresses, as the system's resolver gives them. A name is remembered for five minutes,
 * 1,000 at a time; what has none, or none within a second, is called by its address. Safe for all
 * threads.
 */
final class HostNames {
  private static final int MOST = 1000;
  private static final long LIFE = Duration.ofMinutes(5).toNanos();

  private record Known(String name, long until) {}

  private final Clock clock;
  private final Map<InetAddress, Known> known = new LinkedHashMap<>();

  HostNames(Clock clock) {
    this.clock = clock;
  }

  /** The name of an address. */
  String of(InetAddress address) throws InterruptedException {
    long now = clock.nanoTime();
    synchronized (known) {
      Known before = known.get(address);
      if (before != null && before.until() - now > 0) {
        return before.name();
      }
    }
    String name = resolve(address);
    synchronized (known) {
      known.remove(address);
      if (known.size() >= MOST) {
        known.remove(known.keySet().iterator().next());
      }
      known.put(address, new Known(name, now + LIFE));
    }
    return name;
  }

  private static String resolve(InetAddress address) throws InterruptedException {
    FutureTask<String> asked = new FutureTask<>(address::getCanonicalHostName);
    Thread.ofVirtual().name("resolve " + address.getHostAddress()).start(asked);
    try {
      return asked.get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException none) {
      return address.getHostAddress();
    }
  }
}
