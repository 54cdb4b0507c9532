package io.beltline.delivery;

import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Ledger;
import io.beltline.api.Meter;
import io.beltline.api.ServiceView;
import io.beltline.model.Signal;
import io.beltline.testkit.TestHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes down what a delivery tells its surroundings: metrics, ledger, statuses, log lines. */
final class Recorder implements Meter, Ledger, Host {
  final List<ComponentStatus> statuses = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final Map<String, LongAdder> ledger = new ConcurrentHashMap<>();
  private final Map<String, Sum> counters = new ConcurrentHashMap<>();
  private final Map<String, List<Double>> histograms = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();
  private final Map<ComponentId, Extension> extensions = new ConcurrentHashMap<>();
  private final Clock clock;
  private final TestHost shown;

  private final ByteAccount memory = new ByteAccount();

  @Override
  public ByteAccount memory() {
    return memory;
  }

  Recorder(Clock clock) {
    this.clock = clock;
    this.shown = new TestHost(clock);
  }

  /** The value of a counter, its labels behind the name as {@code name{key=value}} in any order. */
  long counter(String name, Map<String, String> labels) {
    return counters.get(name + new java.util.TreeMap<>(labels)).value();
  }

  double gauge(String name, Map<String, String> labels) {
    return gauges.get(name + new java.util.TreeMap<>(labels)).getAsDouble();
  }

  /** The values a histogram was given. */
  List<Double> values(String name, Map<String, String> labels) {
    return histograms.computeIfAbsent(
        name + new java.util.TreeMap<>(labels), key -> new CopyOnWriteArrayList<>());
  }

  long dropped(DropReason reason) {
    LongAdder sum = ledger.get(reason.label());
    return sum == null ? 0 : sum.sum();
  }

  @Override
  public Counter counter(String name, String unit, String description, Map<String, String> labels) {
    return counters.computeIfAbsent(name + new java.util.TreeMap<>(labels), key -> new Sum());
  }

  @Override
  public void gauge(
      String name,
      String unit,
      String description,
      Map<String, String> labels,
      DoubleSupplier value) {
    gauges.put(name + new java.util.TreeMap<>(labels), value);
  }

  @Override
  public Histogram histogram(
      String name, String unit, String description, Map<String, String> labels, double... bounds) {
    List<Double> values = values(name, labels);
    return values::add;
  }

  @Override
  public void forget(Map<String, String> labels) {
    throw new AssertionError("delivery forgets nothing");
  }

  @Override
  public void filtered(Signal signal, String rule, long items) {
    throw new AssertionError("delivery filters nothing");
  }

  @Override
  public void sampledOut(Signal signal, String policy, long items) {
    throw new AssertionError("delivery samples nothing");
  }

  @Override
  public void dropped(Signal signal, String reason, long items) {
    ledger.computeIfAbsent(reason, key -> new LongAdder()).add(items);
  }

  @Override
  public void created(Signal signal, String rule, long items) {
    throw new AssertionError("delivery creates nothing");
  }

  @Override
  public Clock clock() {
    return clock;
  }

  /** Makes an extension known. */
  void offer(ComponentId id, Extension extension) {
    extensions.put(id, extension);
  }

  @Override
  public Optional<Extension> extension(ComponentId id) {
    return Optional.ofNullable(extensions.get(id));
  }

  @Override
  public Collection<Extension> extensions() {
    return List.copyOf(extensions.values());
  }

  @Override
  public synchronized void reportStatus(ComponentStatus status) {
    statuses.add(status);
  }

  @Override
  public ServiceView service() {
    return shown.service();
  }

  private synchronized void write(String line) {
    lines.add(line);
  }

  /** A logger whose lines come here as {@code LEVEL message}. */
  Lines logger() {
    return new Lines();
  }

  private static final class Sum implements Counter {
    private final LongAdder sum = new LongAdder();

    @Override
    public void add(long amount) {
      sum.add(amount);
    }

    @Override
    public long value() {
      return sum.sum();
    }
  }

  /** Such a logger. */
  final class Lines extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return Recorder.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      write(level + " " + MessageFormatter.basicArrayFormat(message, arguments));
    }
  }
}
