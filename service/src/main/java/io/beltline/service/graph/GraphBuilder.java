package io.beltline.service.graph;

import io.beltline.api.AdmissionLimit;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.Consumer;
import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.PipelineId;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.ReceiverFactory;
import io.beltline.model.Signal;
import io.beltline.service.books.PipelineBooks;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedComponent;
import io.beltline.service.plan.PlannedPipeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a graph from a plan, from the destinations up to the receivers. Starts nothing. */
public final class GraphBuilder {
  private final Plan plan;
  private final Surroundings surroundings;
  private final @Nullable Graph previous;
  private final Edges edges;
  private final Assembly assembly;
  private final Wiring wiring;
  private final Map<PipelineId, PipelineEntry> entries = new LinkedHashMap<>();
  private final Map<ComponentId, Member> extensions = new LinkedHashMap<>();
  private final Map<ComponentId, ExporterNode> exporters = new LinkedHashMap<>();
  private final Map<ComponentId, Consumer> connectors = new LinkedHashMap<>();
  private final Map<ComponentId, Member> connectorMembers = new LinkedHashMap<>();
  private final Map<ComponentId, ReceiverNode> receivers = new LinkedHashMap<>();
  private final List<Lead> leads = new ArrayList<>();
  private final List<Member> inner = new ArrayList<>();

  private GraphBuilder(
      Plan plan, Surroundings surroundings, @Nullable Graph previous, Edges edges) {
    this.plan = plan;
    this.surroundings = surroundings;
    this.previous = previous;
    this.edges = edges;
    this.assembly = new Assembly(surroundings);
    this.wiring = new Wiring(plan);
  }

  /**
   * Builds a graph.
   *
   * @param previous a running graph whose unchanged receivers, exporters and extensions the new one
   *     takes over, or null
   * @throws io.beltline.api.ComponentException naming every component that cannot be built
   */
  public static Graph build(Plan plan, Surroundings surroundings, @Nullable Graph previous) {
    return new GraphBuilder(plan, surroundings, previous, Edges.PLAIN).build();
  }

  /**
   * Builds a graph with something at its edges.
   *
   * @throws io.beltline.api.ComponentException naming every component that cannot be built
   */
  public static Graph watched(Plan plan, Surroundings surroundings, Edges edges) {
    return new GraphBuilder(plan, surroundings, null, edges).build();
  }

  private Graph build() {
    for (PlannedPipeline pipeline : plan.pipelines()) {
      PipelineBooks books =
          new PipelineBooks(pipeline.id(), pipeline.exporters(), surroundings.registry());
      entries.put(pipeline.id(), new PipelineEntry(books));
    }
    plan.of(ComponentKind.EXTENSION).values().forEach(this::extension);
    plan.of(ComponentKind.EXPORTER).values().forEach(this::exporter);
    plan.of(ComponentKind.CONNECTOR).values().forEach(this::connector);
    Set<ComponentId> ordered = new HashSet<>();
    for (PlannedPipeline pipeline : wiring.againstTheFlow()) {
      for (ComponentId id : pipeline.exporters()) {
        Member connector = connectorMembers.get(id);
        if (connector != null && ordered.add(id)) {
          inner.add(connector);
        }
      }
      pipeline(pipeline);
    }
    plan.of(ComponentKind.RECEIVER).values().forEach(this::receiver);
    assembly.check();
    Collection<PipelineBooks> books = entries.values().stream().map(PipelineEntry::books).toList();
    return new Graph(plan, surroundings, extensions, exporters, strands(), receivers, leads, books);
  }

  /** Who watches the edges sees what comes out at the end in one order, always the same. */
  private List<List<Member>> strands() {
    return edges.equals(Edges.PLAIN) ? Strands.of(plan, inner) : List.of(inner);
  }

  private void extension(PlannedComponent plan) {
    Member old = previous == null ? null : previous.extensions.get(plan.id());
    if (old != null && old.fits(plan)) {
      extensions.put(plan.id(), old);
      return;
    }
    ExtensionFactory<?> factory = (ExtensionFactory<?>) plan.factory();
    Member member =
        assembly.make(
            ComponentKind.EXTENSION,
            plan,
            null,
            assembly.parts(ComponentKind.EXTENSION, plan, null, null),
            settings -> Assembly.extension(factory, settings, plan.config()));
    if (member != null) {
      extensions.put(plan.id(), member);
    }
  }

  private void exporter(PlannedComponent plan) {
    Set<Signal> signals = wiring.signalsInto(plan.id());
    ExporterNode old = previous == null ? null : previous.exporters.get(plan.id());
    if (old != null
        && keepsExtensions()
        && old.member().fits(plan)
        && old.entries().keySet().equals(signals)) {
      exporters.put(plan.id(), old);
      return;
    }
    Assembly.Parts parts = assembly.parts(ComponentKind.EXPORTER, plan, null, null);
    ExporterFactory<?> factory = (ExporterFactory<?>) plan.factory();
    Map<Signal, Consumer> ways = new EnumMap<>(Signal.class);
    Member member =
        assembly.make(
            ComponentKind.EXPORTER,
            plan,
            null,
            parts,
            settings -> {
              Exporter exporter = Assembly.exporter(factory, settings, plan.config());
              Map<Signal, Destination> destinations = new EnumMap<>(Signal.class);
              for (Signal signal : signals) {
                Destination destination =
                    Destinations.of(plan, signal, exporter, settings, surroundings);
                destinations.put(signal, destination);
                ways.put(signal, new GuardedConsumer(destination, parts.bugs()));
              }
              return new ExportingMember(
                  plan.id(), exporter, destinations, surroundings.accounts());
            });
    if (member != null && member.component() instanceof ExportingMember exporting) {
      exporters.put(plan.id(), new ExporterNode(member, exporting, ways));
    }
  }

  private void connector(PlannedComponent plan) {
    Assembly.Parts parts = assembly.parts(ComponentKind.CONNECTOR, plan, null, null);
    ConnectorFactory<?> factory = (ConnectorFactory<?>) plan.factory();
    Map<Signal, Map<PipelineId, Consumer>> fed = fedBy(ComponentKind.CONNECTOR, plan.id());
    Member member =
        assembly.make(
            ComponentKind.CONNECTOR,
            plan,
            null,
            parts,
            settings ->
                QueuedConnector.of(
                    plan,
                    Assembly.connector(factory, settings, plan.config(), new FedPipelines(fed)),
                    wiring.signalsInto(plan.id()),
                    settings,
                    surroundings));
    if (member != null && member.component() instanceof Connector connector) {
      connectorMembers.put(plan.id(), member);
      connectors.put(plan.id(), new GuardedConsumer(connector, parts.bugs()));
    }
  }

  private void pipeline(PlannedPipeline pipeline) {
    PipelineEntry entry = entry(pipeline.id());
    PipelineBooks books = entry.books();
    List<FanOut.Branch> branches = new ArrayList<>();
    for (ComponentId id : pipeline.exporters()) {
      ExporterNode exporter = exporters.get(id);
      Consumer way =
          exporter == null ? connectors.get(id) : exporter.entries().get(pipeline.id().signal());
      if (way != null) {
        ComponentKind kind = exporter == null ? ComponentKind.CONNECTOR : ComponentKind.EXPORTER;
        Consumer into = edges.at(new Edge.Into(pipeline.id(), kind, id), way);
        branches.add(new FanOut.Branch(into, books.line(id)));
      }
    }
    Consumer next = new FanOut(branches);
    for (ComponentId id : pipeline.processors().reversed()) {
      PlannedComponent planned = plan.component(ComponentKind.PROCESSOR, id);
      if (planned != null) {
        next = processor(planned, pipeline.id(), entry, next);
      }
    }
    entry.lead(next);
  }

  private Consumer processor(
      PlannedComponent plan, PipelineId pipeline, PipelineEntry entry, Consumer next) {
    PipelineBooks books = entry.books();
    Returned returned = new Returned();
    Assembly.Parts parts =
        assembly.parts(
            ComponentKind.PROCESSOR, plan, pipeline, new ProcessorLedger(books, returned));
    Map<String, String> labels = Map.of("otel_signal", pipeline.signal().label());
    NextEdge onward =
        new NextEdge(
            edges.at(new Edge.OutOf(ComponentKind.PROCESSOR, plan.id(), pipeline), next),
            parts
                .meter()
                .counter(
                    "otelcol_processor_outgoing_items",
                    "{item}",
                    "Number of items emitted from the processor.",
                    labels),
            returned);
    ProcessorFactory<?> factory = (ProcessorFactory<?>) plan.factory();
    Member member =
        assembly.make(
            ComponentKind.PROCESSOR,
            plan,
            pipeline,
            parts,
            settings ->
                Assembly.processor(factory, settings, plan.config(), pipeline.signal(), onward));
    if (member == null || !(member.component() instanceof Processor processor)) {
      return next;
    }
    inner.add(member);
    if (processor instanceof AdmissionLimit limit) {
      entry.limit(limit);
    }
    return new ProcessorEdge(
        processor,
        parts
            .meter()
            .counter(
                "otelcol_processor_incoming_items",
                "{item}",
                "Number of items passed to the processor.",
                labels),
        returned,
        books,
        parts.bugs());
  }

  private void receiver(PlannedComponent plan) {
    Map<Signal, Consumer> targets = new EnumMap<>(Signal.class);
    fedBy(ComponentKind.RECEIVER, plan.id())
        .forEach(
            (signal, pipelines) ->
                targets.put(signal, Spread.over(List.copyOf(pipelines.values()))));
    List<AdmissionLimit> limits =
        this.plan.pipelines().stream()
            .filter(pipeline -> pipeline.receivers().contains(plan.id()))
            .flatMap(pipeline -> entry(pipeline.id()).limits().stream())
            .toList();
    ReceiverNode old = previous == null ? null : previous.receivers.get(plan.id());
    if (old != null
        && keepsExtensions()
        && old.member().fits(plan)
        && old.edges().keySet().equals(targets.keySet())) {
      receivers.put(plan.id(), old);
      leads.add(new Lead(old, targets, limits));
      return;
    }
    Assembly.Parts parts = assembly.parts(ComponentKind.RECEIVER, plan, null, null);
    Map<Signal, ReceiverEdge> edges = new EnumMap<>(Signal.class);
    targets.forEach(
        (signal, target) ->
            edges.put(signal, new ReceiverEdge(signal, parts.meter(), parts.bugs(), target)));
    ReceiverFactory<?> factory = (ReceiverFactory<?>) plan.factory();
    ReceiverAdmission admission =
        new ReceiverAdmission(surroundings.memory(), surroundings.clock(), limits);
    Member member =
        assembly.make(
            ComponentKind.RECEIVER,
            plan,
            null,
            parts,
            settings ->
                Assembly.receiver(
                    factory, settings, plan.config(), new ReceiverOutputs(edges, admission)));
    if (member != null) {
      receivers.put(plan.id(), new ReceiverNode(member, edges, admission));
    }
  }

  /** The pipelines that a receiver or connector feeds, behind what stands at the edges to them. */
  private Map<Signal, Map<PipelineId, Consumer>> fedBy(ComponentKind kind, ComponentId source) {
    Map<PipelineId, Consumer> ways = new LinkedHashMap<>();
    for (PlannedPipeline pipeline : plan.pipelines()) {
      if (pipeline.receivers().contains(source)) {
        PipelineId id = pipeline.id();
        ways.put(id, edges.at(new Edge.OutOf(kind, source, id), entry(id)));
      }
    }
    return wiring.fedBy(source, ways);
  }

  private PipelineEntry entry(PipelineId id) {
    PipelineEntry entry = entries.get(id);
    if (entry == null) {
      throw new IllegalStateException("no pipeline " + id);
    }
    return entry;
  }

  /** Whether every extension of the previous graph lives on: components may hold on to them. */
  private boolean keepsExtensions() {
    return previous != null
        && previous.extensions.entrySet().stream()
            .allMatch(old -> extensions.get(old.getKey()) == old.getValue());
  }
}
