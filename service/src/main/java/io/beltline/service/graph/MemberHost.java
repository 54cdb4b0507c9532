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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one component sees of the service.
 *
 * @param key how it is named in statuses; a component that takes its place has the same
 * @param stands the pipeline of a processor
 */
record MemberHost(
    Surroundings surroundings,
    String key,
    @Nullable PipelineId stands,
    java.util.function.Consumer<ComponentStatus> reports)
    implements Host {

  @Override
  public Clock clock() {
    return surroundings.clock();
  }

  @Override
  public Optional<Extension> extension(ComponentId id) {
    return surroundings.extension(id);
  }

  @Override
  public Collection<Extension> extensions() {
    return surroundings.extensions();
  }

  @Override
  public Optional<Consumer> exporter(ComponentId id, Signal signal) {
    return surroundings.exporter(id, signal);
  }

  @Override
  public void reportStatus(ComponentStatus status) {
    reports.accept(status);
  }

  @Override
  public ByteAccount memory() {
    return surroundings.memory();
  }

  @Override
  public ServiceView service() {
    return surroundings.view();
  }

  @Override
  public Optional<PipelineId> pipeline() {
    return Optional.ofNullable(stands);
  }

  @Override
  public void handOver(Object state) {
    surroundings.leave(key, state);
  }

  @Override
  public boolean hasSuccessor() {
    return surroundings.hasSuccessor(key);
  }

  @Override
  public <T> Optional<T> handedOver(Class<T> type) {
    return Optional.ofNullable(surroundings.take(key)).filter(type::isInstance).map(type::cast);
  }
}
