package io.beltline.service.graph;

import io.beltline.api.BuildInfo;
import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Consumer;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.ServiceView;
import io.beltline.model.Signal;
import io.beltline.service.books.DestinationAccounts;
import io.beltline.service.books.LedgerReading;
import io.beltline.service.books.PipelineAccounts;
import io.beltline.service.metrics.ComponentMeters;
import io.beltline.service.metrics.MetricRegistry;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What outlives graphs: components that a reload leaves alone see the new graph through it. Safe
 * for all threads.
 */
public final class Surroundings {
  private final Clock clock;
  private final BuildInfo build;
  private final MetricRegistry registry;
  private final ComponentMeters meters;
  private final DestinationAccounts accounts;
  private final PipelineAccounts pipelines = new PipelineAccounts();
  private final RandomGenerator random;
  private final ServiceView view;
  private final BiConsumer<String, ComponentStatus> listener;
  private final ByteAccount memory;
  private final Statuses statuses;
  private final Map<ComponentId, Extension> extensions = new ConcurrentHashMap<>();
  private volatile Map<ComponentId, Map<Signal, Consumer>> exporters = Map.of();

  /** What components left during a swap, by the keys of those that may take it. */
  private final Map<String, Object> left = new ConcurrentHashMap<>();

  private volatile boolean swapping;
  private volatile Set<String> successors = Set.of();

  /**
   * Surroundings of all graphs of a service.
   *
   * @param memory the bytes of telemetry the process holds
   * @param listener told of every change of a component's status, by {@link ServiceView#statuses}
   *     key
   */
  public Surroundings(
      Clock clock,
      BuildInfo build,
      MetricRegistry registry,
      RandomGenerator random,
      ServiceView view,
      ByteAccount memory,
      BiConsumer<String, ComponentStatus> listener) {
    this.clock = clock;
    this.build = build;
    this.registry = registry;
    this.meters = new ComponentMeters(registry, clock);
    this.accounts = new DestinationAccounts(registry);
    this.random = random;
    this.view = view;
    this.memory = memory;
    this.listener = listener;
    this.statuses = new Statuses(clock::unixNanos);
    registry.gauge(
        "beltline_process_held_bytes",
        "By",
        "Bytes of telemetry in requests being received and in queues in memory",
        Map.of(),
        memory::held);
    registry.gauge(
        "beltline_process_capacity_bytes",
        "By",
        "Bytes of telemetry that the process has room for; limits of pipelines may be lower",
        Map.of(),
        memory::capacity);
  }

  /** The status of every component instance. */
  public Map<String, ComponentStatus> statuses() {
    return statuses.all();
  }

  /** Since when each component instance is at its level, where that ever changed. */
  public Map<String, Long> statusTimes() {
    return statuses.times();
  }

  /** Shows how a part of the service that is no component is; the listener is not told. */
  public void show(String key, ComponentStatus status) {
    statuses.claim(key, this);
    statuses.put(key, this, status);
  }

  /** What a part of the service that is no component sees, under a name of its own. */
  public Host host(String key) {
    Object part = new Object();
    return new MemberHost(
        this,
        key,
        null,
        status -> {
          statuses.claim(key, part);
          report(key, part, status);
        });
  }

  Clock clock() {
    return clock;
  }

  ByteAccount memory() {
    return memory;
  }

  BuildInfo build() {
    return build;
  }

  MetricRegistry registry() {
    return registry;
  }

  ComponentMeters meters() {
    return meters;
  }

  DestinationAccounts accounts() {
    return accounts;
  }

  PipelineAccounts pipelineAccounts() {
    return pipelines;
  }

  /** What became of every item since the process began. */
  public LedgerReading ledger() {
    return new LedgerReading(pipelines.lines(), accounts.books());
  }

  RandomGenerator random() {
    return random;
  }

  ServiceView view() {
    return view;
  }

  Optional<Extension> extension(ComponentId id) {
    return Optional.ofNullable(extensions.get(id));
  }

  Collection<Extension> extensions() {
    // each has an entry by every spelling of its id; two that are equal are two
    Set<Extension> each = Collections.newSetFromMap(new IdentityHashMap<>());
    each.addAll(extensions.values());
    return each;
  }

  Optional<Consumer> exporter(ComponentId id, Signal signal) {
    return Optional.ofNullable(exporters.getOrDefault(id, Map.of()).get(signal));
  }

  /** The ways into the exporters of the graph that starts, by every spelling of their ids. */
  void exporters(Map<ComponentId, Map<Signal, Consumer>> ways) {
    exporters = Map.copyOf(ways);
  }

  void offer(ComponentId id, Extension extension) {
    extensions.put(id, extension);
  }

  /**
   * Says that graphs are being swapped: only then is kept what components leave.
   *
   * @param keys those of components whose successors take what is left: they start later
   */
  void swapping(Set<String> keys) {
    successors = Set.copyOf(keys);
    swapping = true;
    left.clear();
  }

  /** Says that the swap is over, one way or the other. */
  void swapped() {
    swapping = false;
    successors = Set.of();
    left.clear();
  }

  boolean hasSuccessor(String key) {
    return successors.contains(key);
  }

  void leave(String key, Object state) {
    if (swapping) {
      left.put(key, state);
    }
  }

  @Nullable Object take(String key) {
    return left.remove(key);
  }

  void withdraw(ComponentId id, Extension extension) {
    extensions.remove(id, extension);
  }

  /** An instance begins: what it reports counts from now on, before what earlier ones report. */
  void claim(String key, Object instance) {
    statuses.claim(key, instance);
  }

  /** An instance says how it is; heard only if no later one has claimed the key. */
  void report(String key, Object instance, ComponentStatus status) {
    if (statuses.put(key, instance, status)) {
      listener.accept(key, status);
    }
  }

  /** Replaces the status of a start under way; one that was reported meanwhile stays. */
  void started(String key, Object instance) {
    if (statuses.isStarting(key, instance)) {
      report(key, instance, ComponentStatus.OK);
    }
  }

  /** An instance has ended; an earlier one that still runs is heard again. */
  void forget(String key, Object instance) {
    statuses.forget(key, instance);
  }
}
