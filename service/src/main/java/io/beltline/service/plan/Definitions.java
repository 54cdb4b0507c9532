package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigMap;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sections that define components. */
final class Definitions {
  private final Factories factories;
  private final Findings findings;
  private final Map<ComponentKind, Map<ComponentId, Defined>> byKind =
      new EnumMap<>(ComponentKind.class);
  private final Map<Defined, Record> configs = new LinkedHashMap<>();

  Definitions(Factories factories, Findings findings) {
    this.factories = factories;
    this.findings = findings;
  }

  /** Reads a section. */
  void read(ComponentKind kind, ConfigMap tree) {
    Map<ComponentId, Defined> section = new LinkedHashMap<>();
    byKind.put(kind, section);
    findings
        .map(tree.entry(kind.section()), kind.section())
        .entries()
        .values()
        .forEach(entry -> define(kind, entry, section));
  }

  /** A defined component by its id in any spelling, or null. */
  @Nullable Defined find(ComponentKind kind, ComponentId id) {
    return of(kind).get(canonical(kind, id));
  }

  /** The ids a kind defines, as written. */
  Collection<String> written(ComponentKind kind) {
    return of(kind).values().stream().map(Defined::written).toList();
  }

  /**
   * Binds the configuration of every component, used or not, as the OpenTelemetry Collector does;
   * types that only the OpenTelemetry Collector has are an error where they are used.
   */
  void bind(Set<Defined> used) {
    byKind.values().forEach(section -> section.values().forEach(d -> bind(d, used.contains(d))));
    connectorsApart(ComponentKind.EXPORTER);
    connectorsApart(ComponentKind.RECEIVER);
  }

  /** The bound configuration, or null if it has errors. */
  @Nullable Record config(Defined defined) {
    return configs.get(defined);
  }

  private Map<ComponentId, Defined> of(ComponentKind kind) {
    return byKind.getOrDefault(kind, Map.of());
  }

  private ComponentId canonical(ComponentKind kind, ComponentId id) {
    Factory<?> factory = factories.find(kind, id.type());
    return factory == null ? id : new ComponentId(factory.type(), id.name());
  }

  private void define(
      ComponentKind kind, ConfigMap.Entry entry, Map<ComponentId, Defined> section) {
    ComponentId written;
    try {
      written = ComponentId.parse(entry.key());
    } catch (IllegalArgumentException invalid) {
      findings.error(
          kind.section() + "::" + entry.key(),
          String.valueOf(invalid.getMessage()),
          entry.keyPosition());
      return;
    }
    ComponentId id = canonical(kind, written);
    Factory<?> factory = factories.find(kind, written.type());
    Defined defined = new Defined(kind, id, written.toString(), factory, entry);
    Defined other = section.putIfAbsent(id, defined);
    if (other != null) {
      findings.error(
          defined.path(),
          "is another spelling of \"%s\" at %s (expected: one of them, or a name such as %s/2)"
              .formatted(other.written(), other.entry().keyPosition(), written.type()),
          entry.keyPosition());
    }
  }

  private void bind(Defined defined, boolean used) {
    Factory<?> factory = defined.factory();
    if (factory == null) {
      unknown(defined, used);
      return;
    }
    Bound<? extends Record> bound =
        Binder.bind(
            factory.configType(),
            defined.entry().value(),
            defined.path(),
            defined.entry().keyPosition());
    findings.addAll(bound.problems());
    if (!bound.failed()) {
      configs.put(defined, bound.value());
    }
    if (used && !factory.notice().isEmpty()) {
      findings.warning(defined.path(), factory.notice(), defined.entry().keyPosition());
    }
  }

  private void unknown(Defined defined, boolean used) {
    ComponentKind kind = defined.kind();
    String type = defined.id().type();
    if (!GoComponents.has(kind, type)) {
      Set<String> known = new TreeSet<>(factories.spellings(kind));
      known.addAll(GoComponents.types(kind));
      findings.error(
          defined.path(),
          "there is no %s \"%s\"%s".formatted(kind.label(), type, Nearest.expected(type, known)),
          defined.entry().keyPosition());
      return;
    }
    String message =
        "the %s \"%s\" of the OpenTelemetry Collector is not supported"
            .formatted(kind.label(), type);
    if (used) {
      findings.error(
          defined.path(),
          message + " (expected: one that \"beltline components\" lists)",
          defined.entry().keyPosition());
    } else {
      findings.warning(
          defined.path(),
          message + "; nothing uses it, so it is ignored",
          defined.entry().keyPosition());
    }
  }

  /** A pipeline could not tell a connector from another component of its id. */
  private void connectorsApart(ComponentKind kind) {
    of(ComponentKind.CONNECTOR)
        .forEach(
            (id, connector) -> {
              Defined other = of(kind).get(id);
              if (other != null) {
                findings.error(
                    connector.path(),
                    "has the id of the %s at %s (expected: another, such as %s/connector)"
                        .formatted(kind.label(), other.entry().keyPosition(), connector.written()),
                    connector.entry().keyPosition());
              }
            });
  }
}
