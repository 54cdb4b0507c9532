package io.beltline.api;

import io.beltline.model.Signal;
import java.util.Collection;
import java.util.Optional;

/** What the service offers to a running component. Safe for all threads. */
public interface Host {

  /** The clock and scheduler. */
  Clock clock();

  /** The bytes of telemetry the process holds. */
  ByteAccount memory();

  /** A configured, started extension, or empty if {@code service::extensions} does not name it. */
  Optional<Extension> extension(ComponentId id);

  /**
   * All that {@link #extension} finds at this moment, each once: while the configuration is
   * reloaded, not yet what {@link #service} shows.
   */
  Collection<Extension> extensions();

  /**
   * The way into an exporter, for what a component makes beside its own pipeline. Asked for at the
   * start, it holds until the component has ended. Empty if no pipeline of the signal ends in the
   * exporter, and where there are no pipelines.
   *
   * @param id the exporter, in any spelling of its type
   */
  default Optional<Consumer> exporter(ComponentId id, Signal signal) {
    return Optional.empty();
  }

  /**
   * Tells how a component is; an equal report in a row is ignored. It is shown, and only a fatal
   * one is logged: other errors the component logs itself, where it knows most.
   */
  void reportStatus(ComponentStatus status);

  /** What the service runs, for extensions that show it. */
  ServiceView service();

  /** The pipeline a processor stands in; empty for other components. */
  default Optional<PipelineId> pipeline() {
    return Optional.empty();
  }

  /**
   * Leaves state for the component that takes this one's place when the configuration is reloaded:
   * the one of the same kind, id and pipeline. To be called in {@link Component#shutdown}; what
   * nobody takes is forgotten, so it must not be items that are still to be delivered, unless
   * {@link #hasSuccessor} says that somebody will.
   */
  default void handOver(Object state) {}

  /**
   * Whether another takes this component's place and is given what is handed over: the one of the
   * same kind, id and pipeline while the configuration is reloaded. To be asked in {@link
   * Component#shutdown}.
   */
  default boolean hasSuccessor() {
    return false;
  }

  /**
   * What the component before this one has left, if it has and if it is of a type. To be called in
   * {@link Component#start}, once.
   */
  default <T> Optional<T> handedOver(Class<T> type) {
    return Optional.empty();
  }
}
