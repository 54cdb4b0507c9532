package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.Position;
import io.beltline.service.admin.AdminConfig;
import io.beltline.service.telemetry.TelemetryConfig;
import io.beltline.service.telemetry.TelemetryWarnings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration as a whole: sections, references, connectors, telemetry. Tells everything
 * that is wrong at once.
 */
public final class PlanReader {
  private static final String SERVICE = "service";
  private static final String EXTENSIONS = "service::extensions";

  private final Findings findings = new Findings();
  private final Definitions definitions;

  private PlanReader(Factories factories) {
    this.definitions = new Definitions(factories, findings);
  }

  /** Reads a tree. */
  public static Reading read(ConfigMap tree, Factories factories) {
    return new PlanReader(factories).read(tree);
  }

  private Reading read(ConfigMap tree) {
    List<String> sections = new ArrayList<>();
    for (ComponentKind kind : ComponentKind.values()) {
      sections.add(kind.section());
    }
    sections.add(SERVICE);
    findings.keys(tree, "", sections);
    for (ComponentKind kind : ComponentKind.values()) {
      definitions.read(kind, tree);
    }
    ConfigMap.Entry entry = tree.entry(SERVICE);
    if (entry == null) {
      findings.error(SERVICE, "is missing (expected: service with pipelines)", tree.position());
    }
    ConfigMap service = findings.map(entry, SERVICE);
    if (entry != null) {
      findings.keys(service, SERVICE, List.of("extensions", "pipelines", "telemetry", "admin"));
    }
    List<Resolved> extensions = extensions(service);
    List<ResolvedPipeline> pipelines =
        entry == null ? List.of() : new Pipelines(definitions, findings).read(service);
    new ConnectorRules(pipelines, findings).check();
    Set<Defined> used = new LinkedHashSet<>();
    extensions.forEach(extension -> used.add(extension.defined()));
    pipelines.forEach(pipeline -> pipeline.all().forEach(r -> used.add(r.defined())));
    definitions.bind(used);
    Set<Defined> started = new LinkedHashSet<>();
    extensions.forEach(extension -> started.add(extension.defined()));
    Set<Defined> ordered = StartOrder.of(started, definitions, findings);
    ordered.addAll(used);
    TelemetryConfig telemetry = telemetry(service);
    AdminConfig admin = admin(service);
    return new Reading(
        findings.failed() ? null : plan(ordered, pipelines), telemetry, admin, findings.problems());
  }

  private List<Resolved> extensions(ConfigMap service) {
    List<Resolved> extensions = new ArrayList<>();
    Set<Defined> seen = new LinkedHashSet<>();
    for (Reference reference : References.read(service.entry("extensions"), EXTENSIONS, findings)) {
      Defined defined = definitions.find(ComponentKind.EXTENSION, reference.id());
      if (defined == null) {
        Set<String> ids = new TreeSet<>(definitions.written(ComponentKind.EXTENSION));
        findings.error(
            EXTENSIONS,
            "\"%s\" is not defined under extensions%s"
                .formatted(reference.id(), Nearest.expected(reference.id().toString(), ids)),
            reference.position());
      } else if (seen.add(defined)) {
        extensions.add(new Resolved(defined, reference.position()));
      } else {
        findings.warning(
            EXTENSIONS,
            "names \"" + reference.id() + "\" twice (expected: once)",
            reference.position());
      }
    }
    return extensions;
  }

  private @Nullable TelemetryConfig telemetry(ConfigMap service) {
    ConfigNode node = service.value("telemetry");
    ConfigMap.Entry entry = service.entry("telemetry");
    Position position = entry == null ? service.position() : entry.keyPosition();
    Bound<TelemetryConfig> bound =
        Binder.bind(TelemetryConfig.class, node, "service::telemetry", position);
    findings.addAll(bound.problems());
    if (bound.failed()) {
      return null;
    }
    findings.addAll(TelemetryWarnings.of(bound.value(), position));
    return bound.value();
  }

  private @Nullable AdminConfig admin(ConfigMap service) {
    ConfigMap.Entry entry = service.entry("admin");
    Position position = entry == null ? service.position() : entry.keyPosition();
    Bound<AdminConfig> bound =
        Binder.bind(AdminConfig.class, service.value("admin"), "service::admin", position);
    findings.addAll(bound.problems());
    if (bound.failed()) {
      return null;
    }
    findings.addAll(bound.value().warnings("service::admin", position));
    return bound.value();
  }

  private Plan plan(Set<Defined> used, List<ResolvedPipeline> pipelines) {
    Map<ComponentKind, Map<ComponentId, PlannedComponent>> components =
        new EnumMap<>(ComponentKind.class);
    for (Defined defined : used) {
      Factory<?> factory = defined.factory();
      Record config = definitions.config(defined);
      if (factory != null && config != null) {
        components
            .computeIfAbsent(defined.kind(), _ -> new LinkedHashMap<>())
            .put(defined.id(), new PlannedComponent(defined.id(), factory, config));
      }
    }
    return new Plan(components, pipelines.stream().map(ResolvedPipeline::planned).toList());
  }
}
