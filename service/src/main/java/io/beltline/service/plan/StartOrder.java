package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.ExtensionFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order in which extensions start: as they are named, but none before one that it uses. */
final class StartOrder {
  private final Definitions definitions;
  private final Findings findings;
  private final Set<Defined> named;
  private final Set<Defined> placed = new LinkedHashSet<>();

  private StartOrder(Set<Defined> named, Definitions definitions, Findings findings) {
    this.named = named;
    this.definitions = definitions;
    this.findings = findings;
  }

  /**
   * Orders extensions.
   *
   * @param named as users name them
   * @param definitions where their configurations are bound
   * @param findings told of what does not run, and of circles
   */
  static Set<Defined> of(Set<Defined> named, Definitions definitions, Findings findings) {
    StartOrder order = new StartOrder(named, definitions, findings);
    named.forEach(extension -> order.place(extension, new LinkedHashSet<>()));
    return order.placed;
  }

  private void place(Defined extension, Set<Defined> waiting) {
    if (placed.contains(extension)) {
      return;
    }
    if (!waiting.add(extension)) {
      findings.error(
          extension.path(),
          "is used by an extension that it uses itself (expected: no circle)",
          extension.entry().keyPosition());
      return;
    }
    for (String id : used(extension)) {
      Defined other = find(id);
      if (other != null && named.contains(other)) {
        place(other, waiting);
      } else {
        findings.error(
            extension.path(),
            "uses \"%s\", which does not run (expected: an extension named in service::extensions)"
                .formatted(id),
            extension.entry().keyPosition());
      }
    }
    waiting.remove(extension);
    placed.add(extension);
  }

  private List<String> used(Defined extension) {
    Record config = definitions.config(extension);
    if (config != null && extension.factory() instanceof ExtensionFactory<?> factory) {
      return List.copyOf(new LinkedHashSet<>(used(factory, config)));
    }
    return List.of();
  }

  private static <C extends Record> List<String> used(ExtensionFactory<C> factory, Record config) {
    return factory.uses(factory.configType().cast(config));
  }

  private @Nullable Defined find(String id) {
    try {
      return definitions.find(ComponentKind.EXTENSION, ComponentId.parse(id));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
