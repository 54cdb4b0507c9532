package io.beltline.processor.resourcedetection;

import io.beltline.api.Clock;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.model.otlp.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the detectors, each on a thread of its own, at the start and at each interval. Nothing of it
 * makes the start fail or wait. Safe for all threads.
 *
 * <p>In a trial only detectors run that ask nobody, once.
 */
final class Detection {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  private final Settings settings;
  private final ResourceDetectionConfig config;
  private final Surroundings surroundings;
  private final List<DetectorType> types;
  private final @Nullable Map<String, Value>[] found;

  /** Why a detector failed the last time; null of one that did not. */
  private final @Nullable String[] failures;

  private final List<Thread> threads = new ArrayList<>();
  private final List<Clock.Cancellable> alarms = new ArrayList<>();
  private Clock.@Nullable Cancellable refresh;

  /** Done when requests go on, whether or not all is known. */
  private final CompletableFuture<Void> known = new CompletableFuture<>();

  /** Done when a request has waited long enough. */
  private final CompletableFuture<Void> waited = new CompletableFuture<>();

  private volatile Detected detected = Detected.NOTHING;

  /** Which detectors are at work; a refresh begins the others. */
  private final boolean[] working;

  private boolean closed;
  private int running;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of maps
  Detection(Settings settings, ResourceDetectionConfig config, Surroundings surroundings) {
    this.settings = settings;
    this.config = config;
    this.surroundings = surroundings;
    this.types =
        config.detectors().stream()
            .map(label -> Objects.requireNonNull(DetectorType.of(label.strip())))
            .toList();
    this.found = new Map[types.size()];
    this.failures = new String[types.size()];
    this.working = new boolean[types.size()];
    settings
        .meter()
        .gauge(
            "otelcol_resourcedetection_attributes_detected",
            "{attribute}",
            "Attributes that are set on every resource.",
            Map.of(),
            () -> detected.attributes().size());
  }

  synchronized void start(Host host) {
    Clock clock = host.clock();
    Duration timeout = config.client().timeout();
    Duration wait = timeout.isZero() ? USUAL_WAIT : timeout;
    Duration limit = config.retry().limit(false);
    Duration end = limit.isZero() ? wait : limit;
    alarms.add(clock.schedule(end, () -> known.complete(null)));
    if (wait.compareTo(end) < 0) { // at the same time, nobody could say which alarm rings first
      alarms.add(clock.schedule(wait, () -> waited.complete(null)));
    }
    detect(host);
  }

  private synchronized void detect(Host host) {
    if (closed) {
      return;
    }
    threads.removeIf(thread -> !thread.isAlive());
    boolean trial = host.service().isTrial();
    IntStream.range(0, types.size())
        .filter(place -> !working[place] && (!trial || types.get(place).isLocal()))
        .forEach(place -> begin(place, host, trial));
    if (running == 0) {
      known.complete(null);
    }
    if (config.refreshInterval().isPositive()) {
      refresh = host.clock().schedule(config.refreshInterval(), () -> detect(host));
    }
  }

  private void begin(int place, Host host, boolean trial) {
    Map<String, Value> before = found[place];
    DetectorRun run =
        new DetectorRun(
            settings,
            config,
            trial ? surroundings.alone() : surroundings,
            host,
            types.get(place),
            trial,
            before == null ? Set.of() : Set.copyOf(before.keySet()));
    working[place] = true;
    running++;
    threads.add(
        Thread.ofVirtual()
            .name("detector " + types.get(place).label())
            .start(() -> run(run, place, host)));
  }

  private void run(DetectorRun run, int place, Host host) {
    try {
      run.run(
          new DetectorRun.Outcome() {
            @Override
            public void found(Map<String, Value> values) {
              keep(place, values, host);
            }

            @Override
            public void failed(String message) {
              fail(place, message, host);
            }
          });
    } finally {
      end(place);
    }
  }

  private synchronized void end(int place) {
    working[place] = false;
    running--;
    if (running == 0) {
      known.complete(null);
    }
  }

  private synchronized void keep(int place, Map<String, Value> values, Host host) {
    found[place] = values;
    failures[place] = null;
    Detected before = detected;
    detected = Detected.merge(types, found);
    if (!detected.equals(before)) {
      settings
          .logger()
          .info(
              "{} attributes are set on every resource: {}",
              detected.attributes().size(),
              detected.attributes().stream().map(attribute -> attribute.key().name()).toList());
    }
    if (Arrays.stream(failures).allMatch(Objects::isNull)) {
      host.reportStatus(ComponentStatus.OK);
    }
  }

  private synchronized void fail(int place, String message, Host host) {
    if (!closed && !message.equals(failures[place])) {
      failures[place] = message;
      String words = "the detector " + types.get(place).label() + " failed: " + message;
      settings.logger().warn("{}", words);
      host.reportStatus(ComponentStatus.recoverable(words));
    }
  }

  /** Waits until requests can go on; false if they must come back later. */
  boolean await() {
    if (known.isDone()) {
      return true;
    }
    try {
      CompletableFuture.anyOf(known, waited).get();
      return known.isDone();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Detected detected() {
    return detected;
  }

  void shutdown(Deadline deadline) {
    List<Thread> ending;
    synchronized (this) {
      closed = true;
      alarms.forEach(Clock.Cancellable::cancel);
      if (refresh != null) {
        refresh.cancel();
      }
      ending = List.copyOf(threads);
    }
    ending.forEach(Thread::interrupt);
    known.complete(null);
    try {
      for (Thread thread : ending) {
        thread.join(deadline.remaining());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
