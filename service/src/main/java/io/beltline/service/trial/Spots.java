package io.beltline.service.trial;

import static java.util.stream.Collectors.joining;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.api.PipelineId;
import io.beltline.model.Signal;
import io.beltline.service.plan.Factories;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedPipeline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds components of a configuration by the words users write. Immutable. */
public final class Spots {
  private static final List<ComponentKind> INTO =
      List.of(ComponentKind.RECEIVER, ComponentKind.PROCESSOR, ComponentKind.CONNECTOR);
  private static final List<ComponentKind> BEHIND =
      List.of(ComponentKind.EXPORTER, ComponentKind.PROCESSOR, ComponentKind.CONNECTOR);

  private final Plan plan;
  private final Factories factories;

  Spots(Plan plan, Factories factories) {
    this.plan = plan;
    this.factories = factories;
  }

  /**
   * Where telemetry of a signal can be handed to: a receiver, processor or connector, or an
   * exporter if its section is named.
   *
   * @param name the id in any spelling, {@code filter}, or with its section, {@code
   *     processors::filter}
   * @param pipeline the pipeline's id, or null if it is clear without
   * @throws NoSuchPlaceException if there is none, or more than one
   */
  public Spot into(String name, @Nullable String pipeline, Signal signal) {
    List<Spot> found = new ArrayList<>();
    for (Spot spot : find(name, pipeline, false)) {
      PipelineId in = spot.pipeline();
      if (in != null && in.signal() == signal) {
        boolean part = spot.kind() == ComponentKind.PROCESSOR || pipeline != null;
        Spot meant = part ? spot : new Spot(spot.kind(), spot.id(), null);
        if (!found.contains(meant)) {
          found.add(meant);
        }
      }
    }
    return one(name, found, signal.label() + " into it");
  }

  /**
   * A place where telemetry can be looked at: behind a processor or connector, what an exporter
   * sends, or, if its section is named, behind a receiver.
   *
   * @param pipeline the pipeline's id, or null if it is clear without; for an exporter null means
   *     what it sends, else what the pipeline hands to it
   * @throws NoSuchPlaceException if there is none, or more than one
   */
  public Spot behind(String name, @Nullable String pipeline) {
    List<Spot> found = new ArrayList<>();
    for (Spot spot : find(name, pipeline, true)) {
      Spot meant =
          spot.kind() == ComponentKind.EXPORTER && pipeline == null
              ? new Spot(spot.kind(), spot.id(), null)
              : spot;
      if (!found.contains(meant)) {
        found.add(meant);
      }
    }
    return one(name, found, "behind it");
  }

  /**
   * The receiver through which telemetry of a signal comes in.
   *
   * @param pipeline the pipeline's id, or null for any
   * @throws NoSuchPlaceException if there is none, or more than one
   */
  public Spot first(Signal signal, @Nullable String pipeline) {
    List<Spot> found =
        plan.pipelines().stream()
            .filter(p -> p.id().signal() == signal)
            .filter(p -> pipeline == null || p.id().toString().equals(pipeline))
            .flatMap(p -> members(ComponentKind.RECEIVER, p, false).stream())
            .distinct()
            .map(id -> new Spot(ComponentKind.RECEIVER, id, null))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new NoSuchPlaceException(
        found.isEmpty()
            ? "no receiver brings %s in".formatted(signal.label())
            : "several receivers bring %s in (expected: the name of one: %s)"
                .formatted(signal.label(), words(found)));
  }

  /**
   * The processor that takes what left a component into its pipeline; null if there is none before
   * the end of the pipeline.
   */
  public @Nullable Spot next(Spot spot) {
    for (PlannedPipeline p : plan.pipelines()) {
      if (p.id().equals(spot.pipeline())) {
        int next =
            spot.kind() == ComponentKind.PROCESSOR ? p.processors().indexOf(spot.id()) + 1 : 0;
        return next < p.processors().size()
            ? new Spot(ComponentKind.PROCESSOR, p.processors().get(next), p.id())
            : null;
      }
    }
    return null;
  }

  private Spot one(String name, List<Spot> found, String what) {
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw new NoSuchPlaceException(
          "\"%s\" stands in no pipeline that brings %s".formatted(name, what));
    }
    throw new NoSuchPlaceException(
        "\"%s\" is not clear (expected: with its section or pipeline: %s)"
            .formatted(name, words(found)));
  }

  private static String words(List<Spot> spots) {
    return spots.stream().map(Spot::toString).collect(joining(", "));
  }

  private List<Spot> find(String name, @Nullable String pipeline, boolean behind) {
    int colons = name.indexOf("::");
    List<ComponentKind> kinds = behind ? BEHIND : INTO;
    if (colons >= 0) {
      String section = name.substring(0, colons);
      kinds = List.of(ComponentKind.values());
      kinds = kinds.stream().filter(kind -> kind.section().equals(section)).toList();
    }
    ComponentId id = id(name.substring(colons < 0 ? 0 : colons + 2));
    if (pipeline != null
        && plan.pipelines().stream().noneMatch(p -> p.id().toString().equals(pipeline))) {
      throw new NoSuchPlaceException(
          "there is no pipeline \"%s\" (expected: one of %s)"
              .formatted(
                  pipeline,
                  plan.pipelines().stream().map(p -> p.id().toString()).collect(joining(", "))));
    }
    List<Spot> spots = new ArrayList<>();
    for (ComponentKind kind : kinds) {
      ComponentId canonical = canonical(kind, id);
      for (PlannedPipeline p : plan.pipelines()) {
        if ((pipeline == null || p.id().toString().equals(pipeline))
            && members(kind, p, behind).contains(canonical)) {
          spots.add(new Spot(kind, canonical, p.id()));
        }
      }
    }
    if (spots.isEmpty() && pipeline == null) {
      throw new NoSuchPlaceException(
          "no pipeline uses \"%s\" (expected: one of %s)"
              .formatted(name, String.join(", ", known(kinds))));
    }
    return spots;
  }

  /**
   * The components of a kind in a pipeline; connectors at the end that leads into, or behind, it.
   */
  private List<ComponentId> members(ComponentKind kind, PlannedPipeline p, boolean behind) {
    return switch (kind) {
      case RECEIVER -> p.receivers().stream().filter(id -> !plan.isConnector(id)).toList();
      case PROCESSOR -> p.processors();
      case CONNECTOR ->
          (behind ? p.receivers() : p.exporters()).stream().filter(plan::isConnector).toList();
      case EXPORTER -> p.exporters().stream().filter(id -> !plan.isConnector(id)).toList();
      case EXTENSION -> List.of();
    };
  }

  private Set<String> known(List<ComponentKind> kinds) {
    Set<String> ids = new TreeSet<>();
    for (PlannedPipeline p : plan.pipelines()) {
      Set<ComponentId> all = new LinkedHashSet<>();
      kinds.forEach(kind -> all.addAll(members(kind, p, true)));
      kinds.forEach(kind -> all.addAll(members(kind, p, false)));
      all.forEach(id -> ids.add(id.toString()));
    }
    return ids;
  }

  private ComponentId canonical(ComponentKind kind, ComponentId id) {
    Factory<?> factory = factories.find(kind, id.type());
    return factory == null ? id : new ComponentId(factory.type(), id.name());
  }

  private static ComponentId id(String text) {
    try {
      return ComponentId.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new NoSuchPlaceException(String.valueOf(wrong.getMessage()));
    }
  }
}
