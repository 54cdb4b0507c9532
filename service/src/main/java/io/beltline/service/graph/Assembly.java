package io.beltline.service.graph;

import io.beltline.api.Component;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Consumer;
import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Ledger;
import io.beltline.api.Outputs;
import io.beltline.api.PipelineId;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.service.books.ComponentLedger;
import io.beltline.service.logging.Logging;
import io.beltline.service.metrics.ComponentMeter;
import io.beltline.service.plan.PlannedComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Makes component instances from a plan, with their settings. What a factory throws is gathered, so
 * that all failures are told at once.
 */
final class Assembly {
  private final Surroundings surroundings;
  private final List<String> failures = new ArrayList<>();
  private final List<ComponentMeter> meters = new ArrayList<>();

  Assembly(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Ends the making. If something failed, nobody counts by the meters of what was made.
   *
   * @throws ComponentException naming every component that could not be built
   */
  void check() {
    if (!failures.isEmpty()) {
      meters.forEach(ComponentMeter::close);
      throw new ComponentException(String.join("\n", failures));
    }
  }

  /** What a component gets beside its configuration, and how its edges report bugs. */
  record Parts(Settings settings, ComponentMeter meter, Bugs bugs) {}

  Parts parts(
      ComponentKind kind,
      PlannedComponent plan,
      @Nullable PipelineId pipeline,
      @Nullable Ledger ledger) {
    Logger logger = Logging.logger(fields(kind, plan.id(), pipeline));
    ComponentMeter meter = surroundings.meters().meter(Map.of(kind.label(), plan.id().toString()));
    meters.add(meter);
    Ledger books =
        ledger == null
            ? new ComponentLedger(plan.id().toString(), surroundings.registry())
            : ledger;
    Settings settings = new Settings(plan.id(), logger, meter, books, surroundings.build());
    return new Parts(settings, meter, new Bugs(kind.label() + " " + plan.id(), logger, meter));
  }

  /** Builds one instance; null if its factory failed. */
  <T extends Component> @Nullable Member make(
      ComponentKind kind,
      PlannedComponent plan,
      @Nullable PipelineId pipeline,
      Parts parts,
      Function<Settings, T> maker) {
    try {
      FileMarks files = FileMarks.of(plan.config()); // before it reads them
      T component = maker.apply(parts.settings());
      return new Member(
          kind, plan, pipeline, files, component, parts.meter(), parts.settings().logger());
    } catch (ComponentException failure) {
      failures.add(kind.section() + "::" + plan.id() + ": " + failure.getMessage());
    } catch (RuntimeException | LinkageError bug) {
      failures.add(kind.section() + "::" + plan.id() + ": cannot be built: " + bug);
      parts.settings().logger().atError().setCause(bug).log("the factory failed");
    }
    return null;
  }

  static <C extends Record> Extension extension(
      ExtensionFactory<C> factory, Settings settings, Record config) {
    return factory.create(settings, factory.configType().cast(config));
  }

  static <C extends Record> Exporter exporter(
      ExporterFactory<C> factory, Settings settings, Record config) {
    return factory.create(settings, factory.configType().cast(config));
  }

  static <C extends Record> Connector connector(
      ConnectorFactory<C> factory, Settings settings, Record config, ConnectorOutputs outputs) {
    return factory.create(settings, factory.configType().cast(config), outputs);
  }

  static <C extends Record> Processor processor(
      ProcessorFactory<C> factory, Settings settings, Record config, Signal signal, Consumer next) {
    return factory.create(settings, factory.configType().cast(config), signal, next);
  }

  static <C extends Record> Receiver receiver(
      ReceiverFactory<C> factory, Settings settings, Record config, Outputs outputs) {
    return factory.create(settings, factory.configType().cast(config), outputs);
  }

  private static Map<String, Object> fields(
      ComponentKind kind, ComponentId id, @Nullable PipelineId pipeline) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("otelcol.component.id", id.toString());
    fields.put("otelcol.component.kind", kind.label());
    if (pipeline != null) {
      fields.put("otelcol.pipeline.id", pipeline.toString());
      fields.put("otelcol.signal", pipeline.signal().label());
    }
    return fields;
  }
}
