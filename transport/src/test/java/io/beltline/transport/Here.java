package io.beltline.transport;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.ServiceView;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.slf4j.helpers.NOPLogger;

/** The surroundings of servers and clients in tests: a real clock, which may be moved ahead. */
public final class Here implements Host, Meter {
  /** How far the clock is ahead. */
  public final AtomicLong aheadNanos = new AtomicLong();

  /** The extensions by id. */
  public final Map<String, Extension> extensions = new HashMap<>();

  /** The counters by name and labels. */
  public final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();

  /** Bounds bytes in flight. */
  public Admission admission = Admission.UNLIMITED;

  private final Clock clock =
      new Clock() {
        @Override
        public long unixNanos() {
          return System.currentTimeMillis() * 1_000_000L;
        }

        @Override
        public long nanoTime() {
          return System.nanoTime() + aheadNanos.get();
        }

        @Override
        public void sleep(Duration duration) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
          throw new UnsupportedOperationException();
        }
      };

  private final ByteAccount memory = new ByteAccount();

  @Override
  public ByteAccount memory() {
    return memory;
  }

  public ServerSettings server() {
    return new ServerSettings(this, NOPLogger.NOP_LOGGER, this, admission);
  }

  public ClientSettings client() {
    return new ClientSettings(this, NOPLogger.NOP_LOGGER, "test/1");
  }

  public Deadline deadline(Duration duration) {
    return Deadline.in(clock, duration);
  }

  public Deadline soon() {
    return deadline(Duration.ofSeconds(20));
  }

  public long refused(String protocol, String reason) {
    return counters
        .getOrDefault(
            "otelcol_server_refused_requests{reason=" + reason + ", transport=" + protocol + "}",
            new AtomicLong())
        .get();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Optional<Extension> extension(ComponentId id) {
    return Optional.ofNullable(extensions.get(id.toString()));
  }

  @Override
  public Collection<Extension> extensions() {
    return List.copyOf(extensions.values());
  }

  @Override
  public void reportStatus(ComponentStatus status) {}

  @Override
  public ServiceView service() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Counter counter(String name, String unit, String description, Map<String, String> labels) {
    AtomicLong sum =
        counters.computeIfAbsent(name + new java.util.TreeMap<>(labels), _ -> new AtomicLong());
    return new Counter() {
      @Override
      public void add(long amount) {
        sum.addAndGet(amount);
      }

      @Override
      public long value() {
        return sum.get();
      }
    };
  }

  @Override
  public void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {}

  @Override
  public Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds) {
    return value -> {};
  }

  @Override
  public void forget(Map<String, String> labels) {
    throw new UnsupportedOperationException();
  }
}
