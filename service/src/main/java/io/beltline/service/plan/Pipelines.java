package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.api.PipelineId;
import io.beltline.config.ConfigMap;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code service::pipelines} and resolves what they name. */
final class Pipelines {
  private static final String PATH = "service::pipelines";
  private static final String RECEIVERS = "receivers";
  private static final String PROCESSORS = "processors";
  private static final String EXPORTERS = "exporters";

  private final Definitions definitions;
  private final Findings findings;
  private final Map<PipelineId, ResolvedPipeline> resolved = new LinkedHashMap<>();

  Pipelines(Definitions definitions, Findings findings) {
    this.definitions = definitions;
    this.findings = findings;
  }

  /** Reads them all. */
  List<ResolvedPipeline> read(ConfigMap service) {
    ConfigMap.Entry section = service.entry("pipelines");
    ConfigMap map = findings.map(section, PATH);
    if (map.entries().isEmpty()) {
      findings.error(
          PATH,
          "there is none (expected: at least one, such as traces)",
          section == null ? service.position() : section.keyPosition());
    }
    map.entries().values().forEach(this::pipeline);
    return List.copyOf(resolved.values());
  }

  private void pipeline(ConfigMap.Entry entry) {
    PipelineId id = id(entry);
    if (id == null) {
      return;
    }
    String path = PATH + "::" + entry.key();
    ConfigMap map = findings.map(entry, path);
    findings.keys(map, path, List.of(RECEIVERS, PROCESSORS, EXPORTERS));
    ResolvedPipeline pipeline =
        new ResolvedPipeline(
            id,
            entry.keyPosition(),
            resolve(map, path, RECEIVERS, ComponentKind.RECEIVER, id.signal()),
            resolve(map, path, PROCESSORS, ComponentKind.PROCESSOR, id.signal()),
            resolve(map, path, EXPORTERS, ComponentKind.EXPORTER, id.signal()));
    needed(map, path, RECEIVERS, entry);
    needed(map, path, EXPORTERS, entry);
    if (resolved.putIfAbsent(id, pipeline) != null) {
      findings.error(path, "is configured twice (expected: once)", entry.keyPosition());
    }
  }

  private @Nullable PipelineId id(ConfigMap.Entry entry) {
    try {
      ComponentId id = ComponentId.parse(entry.key());
      for (Signal signal : Signal.values()) {
        if (signal.label().equals(id.type())) {
          return new PipelineId(signal, id.name());
        }
      }
      findings.error(
          PATH + "::" + entry.key(),
          "\""
              + id.type()
              + "\" is no signal"
              + Nearest.expected(id.type(), List.of("traces", "metrics", "logs", "profiles")),
          entry.keyPosition());
    } catch (IllegalArgumentException invalid) {
      findings.error(
          PATH + "::" + entry.key(),
          "is no pipeline id (expected: traces, metrics, logs or profiles, and /name or nothing)",
          entry.keyPosition());
    }
    return null;
  }

  private void needed(ConfigMap map, String path, String key, ConfigMap.Entry pipeline) {
    ConfigMap.Entry entry = map.entry(key);
    if (References.read(entry, path + "::" + key, new Findings()).isEmpty()
        && (entry == null || !(entry.value() instanceof ConfigMap))) {
      findings.error(
          path + "::" + key,
          "there is none (expected: at least one)",
          entry == null ? pipeline.keyPosition() : entry.keyPosition());
    }
  }

  private List<Resolved> resolve(
      ConfigMap map, String pipeline, String key, ComponentKind kind, Signal signal) {
    String path = pipeline + "::" + key;
    List<Resolved> found = new ArrayList<>();
    Set<Defined> seen = new LinkedHashSet<>();
    for (Reference reference : References.read(map.entry(key), path, findings)) {
      Defined defined = definitions.find(kind, reference.id());
      if (defined == null && kind != ComponentKind.PROCESSOR) {
        defined = definitions.find(ComponentKind.CONNECTOR, reference.id());
      }
      if (defined == null) {
        findings.error(
            path,
            "\"%s\" is not defined under %s%s"
                .formatted(reference.id(), kind.section(), defined(kind, reference.id())),
            reference.position());
      } else if (!seen.add(defined)) {
        twice(path, kind, reference);
      } else {
        found.add(new Resolved(defined, reference.position()));
        supports(path, defined, signal, reference);
      }
    }
    return found;
  }

  private String defined(ComponentKind kind, ComponentId id) {
    Set<String> ids = new TreeSet<>(definitions.written(kind));
    if (kind != ComponentKind.PROCESSOR) {
      ids.addAll(definitions.written(ComponentKind.CONNECTOR));
    }
    return Nearest.expected(id.toString(), ids);
  }

  private void twice(String path, ComponentKind kind, Reference reference) {
    String message = "names \"" + reference.id() + "\" twice (expected: once)";
    if (kind == ComponentKind.PROCESSOR) {
      findings.error(path, message, reference.position());
    } else {
      findings.warning(path, message, reference.position());
    }
  }

  private void supports(String path, Defined defined, Signal signal, Reference reference) {
    Factory<?> factory = defined.factory();
    if (factory == null
        || defined.kind() == ComponentKind.CONNECTOR
        || factory.stability().containsKey(signal)) {
      return;
    }
    findings.error(
        path,
        "the %s \"%s\" does not do %s (expected: %s)"
            .formatted(
                defined.kind().label(),
                reference.id(),
                signal.label(),
                String.join(
                    ", ",
                    new TreeSet<>(
                        factory.stability().keySet().stream().map(Signal::label).toList()))),
        reference.position());
  }
}
