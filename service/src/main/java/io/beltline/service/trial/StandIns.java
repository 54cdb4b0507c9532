package io.beltline.service.trial;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.EgressRules;
import io.beltline.delivery.Overflow;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.model.Signal;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedComponent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts stand-ins in the place of what would open a port, a file or a connection. What stands
 * between a pipeline and an exporter, its queue with its batching, stays.
 *
 * @param received told of each receiver's way into its pipelines
 * @param exporter makes what stands for an exporter
 */
record StandIns(
    BiConsumer<ComponentId, Outputs> received, Function<ComponentId, Exporter> exporter) {

  /** The plan with stand-ins. */
  Plan in(Plan plan) {
    Map<ComponentKind, Map<ComponentId, PlannedComponent>> components =
        new EnumMap<>(ComponentKind.class);
    for (ComponentKind kind : ComponentKind.values()) {
      Map<ComponentId, PlannedComponent> all = new LinkedHashMap<>();
      plan.of(kind).forEach((id, planned) -> all.put(id, standIn(kind, planned)));
      components.put(kind, all);
    }
    return new Plan(components, plan.pipelines());
  }

  private PlannedComponent standIn(ComponentKind kind, PlannedComponent planned) {
    return switch (kind) {
      case RECEIVER ->
          new PlannedComponent(
              planned.id(), new Receiving(planned.factory().type(), received), new Nothing());
      case EXPORTER ->
          planned.config() instanceof DeliveryConfig config
              ? new PlannedComponent(
                  planned.id(),
                  new Sending<>(planned.factory().type(), Queued.class, exporter),
                  queued(config))
              : new PlannedComponent(
                  planned.id(),
                  new Sending<>(planned.factory().type(), Nothing.class, exporter),
                  new Nothing());
      case EXTENSION ->
          new PlannedComponent(
              planned.id(), new Extending(planned.factory().type()), new Nothing());
      case PROCESSOR, CONNECTOR -> planned;
    };
  }

  /**
   * The queue as configured, in memory, with one sender so that what is sent has an order, and with
   * nobody waiting in it: only time that is moved by hand could end that.
   */
  private static Queued queued(DeliveryConfig config) {
    QueueConfig given = config.sendingQueue();
    return new Queued(
        new QueueConfig(
            true,
            1,
            given.enabled() ? given.queueSize() : QueueConfig.defaults().queueSize(),
            given.sizer(),
            null,
            given.overflow() == Overflow.BLOCK ? Overflow.REJECT : given.overflow(),
            false,
            null,
            given.enabled() ? given.batch() : null),
        config.egressPolicy());
  }

  private record Nothing() {}

  private record Queued(QueueConfig sendingQueue, @Nullable EgressRules egressPolicy)
      implements DeliveryConfig {
    @Override
    public RetryConfig retryOnFailure() {
      return RetryConfig.disabled();
    }

    @Override
    public Duration timeout() {
      return Duration.ZERO;
    }
  }

  private record Receiving(String type, BiConsumer<ComponentId, Outputs> received)
      implements ReceiverFactory<Nothing> {
    @Override
    public Class<Nothing> configType() {
      return Nothing.class;
    }

    @Override
    public Map<Signal, Stability> stability() {
      return Map.of();
    }

    @Override
    public Receiver create(Settings settings, Nothing config, Outputs outputs) {
      received.accept(settings.id(), outputs);
      return new Receiver() {};
    }
  }

  private record Sending<C extends Record>(
      String type, Class<C> configType, Function<ComponentId, Exporter> exporter)
      implements ExporterFactory<C> {
    @Override
    public Map<Signal, Stability> stability() {
      return Map.of();
    }

    @Override
    public Exporter create(Settings settings, C config) {
      return exporter.apply(settings.id());
    }
  }

  private record Extending(String type) implements ExtensionFactory<Nothing> {
    @Override
    public Class<Nothing> configType() {
      return Nothing.class;
    }

    @Override
    public Extension create(Settings settings, Nothing config) {
      return new MemoryStorage();
    }
  }
}
