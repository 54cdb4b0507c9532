package io.beltline.service.graph;

import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Consumer;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.PipelineId;
import io.beltline.api.ServiceView;
import io.beltline.model.Signal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one status of a component of several parts: the worst of what each part reported last. Safe
 * for all threads.
 */
final class WorstStatus {
  private final Host host;
  private final Map<Object, ComponentStatus> last = new LinkedHashMap<>();

  WorstStatus(Host host) {
    this.host = host;
  }

  /** What one part sees. */
  Host part(Object name) {
    return new PartHost(this, name);
  }

  private synchronized void report(Object part, ComponentStatus status) {
    last.put(part, status);
    ComponentStatus worst = status;
    for (ComponentStatus other : last.values()) {
      if (other.level().compareTo(worst.level()) > 0) {
        worst = other;
      }
    }
    host.reportStatus(worst);
  }

  private record PartHost(WorstStatus whole, Object name) implements Host {
    @Override
    public Clock clock() {
      return whole.host.clock();
    }

    @Override
    public ByteAccount memory() {
      return whole.host.memory();
    }

    @Override
    public Optional<Extension> extension(ComponentId id) {
      return whole.host.extension(id);
    }

    @Override
    public Collection<Extension> extensions() {
      return whole.host.extensions();
    }

    @Override
    public Optional<Consumer> exporter(ComponentId id, Signal signal) {
      return whole.host.exporter(id, signal);
    }

    @Override
    public void reportStatus(ComponentStatus status) {
      whole.report(name, status);
    }

    @Override
    public ServiceView service() {
      return whole.host.service();
    }

    @Override
    public Optional<PipelineId> pipeline() {
      return whole.host.pipeline();
    }

    @Override
    public void handOver(Object state) {
      whole.host.handOver(state);
    }

    @Override
    public boolean hasSuccessor() {
      return whole.host.hasSuccessor();
    }

    @Override
    public <T> Optional<T> handedOver(Class<T> type) {
      return whole.host.handedOver(type);
    }
  }
}
