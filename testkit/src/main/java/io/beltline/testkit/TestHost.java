package io.beltline.testkit;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A host for one component under test: a clock of the test's choice, extensions put in by hand,
 * statuses kept.
 */
public final class TestHost implements Host {
  private final Clock clock;
  private final ByteAccount memory = new ByteAccount();
  private final Map<ComponentId, Extension> extensions = new ConcurrentHashMap<>();
  private final Map<ComponentId, Consumer> exporters = new ConcurrentHashMap<>();
  private final List<ComponentStatus> statuses = new CopyOnWriteArrayList<>();
  private volatile boolean ready = true;
  private volatile @Nullable Object left;
  private volatile boolean succeeded;

  /** A host with a clock and no extensions. */
  public TestHost(Clock clock) {
    this.clock = clock;
  }

  /** Adds an extension. */
  public TestHost with(ComponentId id, Extension extension) {
    extensions.put(id, extension);
    return this;
  }

  /** Adds an exporter that all signals reach. */
  public TestHost withExporter(ComponentId id, Consumer exporter) {
    exporters.put(id, exporter);
    return this;
  }

  /** Says whether the service is ready. */
  public void ready(boolean value) {
    ready = value;
  }

  /** What the component reported, in order. */
  public List<ComponentStatus> statuses() {
    return List.copyOf(statuses);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public ByteAccount memory() {
    return memory;
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
  public Optional<Consumer> exporter(ComponentId id, Signal signal) {
    return Optional.ofNullable(exporters.get(id));
  }

  @Override
  public void reportStatus(ComponentStatus status) {
    statuses.add(status);
  }

  @Override
  public ServiceView service() {
    return new View();
  }

  @Override
  public void handOver(Object state) {
    left = state;
  }

  /** Says whether another will take the component's place. */
  public void succeeded(boolean value) {
    succeeded = value;
  }

  @Override
  public boolean hasSuccessor() {
    return succeeded;
  }

  @Override
  public <T> Optional<T> handedOver(Class<T> type) {
    Object state = left;
    left = null;
    return Optional.ofNullable(state).filter(type::isInstance).map(type::cast);
  }

  private final class View implements ServiceView {
    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public List<PipelineView> pipelines() {
      return List.of();
    }

    @Override
    public List<ComponentId> extensions() {
      return List.copyOf(extensions.keySet());
    }

    @Override
    public Map<String, ComponentStatus> statuses() {
      return Map.of();
    }

    @Override
    public String metricsText() {
      return "";
    }

    @Override
    public BuildInfo build() {
      return TestSettings.BUILD;
    }

    @Override
    public long startedUnixNanos() {
      return 0;
    }

    @Override
    public String effectiveConfig() {
      return "";
    }
  }
}
