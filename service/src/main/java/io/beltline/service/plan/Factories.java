package io.beltline.service.plan;

import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types of component that can be configured, by kind and any of their spellings. Immutable. */
public final class Factories {
  private final Map<ComponentKind, Map<String, Factory<?>>> bySpelling =
      new EnumMap<>(ComponentKind.class);
  private final List<Factory<?>> all;

  /**
   * A registry.
   *
   * @throws IllegalArgumentException if two factories of a kind share a spelling
   */
  public Factories(Collection<? extends Factory<?>> factories) {
    all = List.copyOf(factories);
    for (ComponentKind kind : ComponentKind.values()) {
      bySpelling.put(kind, new TreeMap<>());
    }
    for (Factory<?> factory : all) {
      add(factory, factory.type());
      factory.aliases().forEach(alias -> add(factory, alias));
    }
  }

  /** All factories, in the order given. */
  public List<Factory<?>> all() {
    return all;
  }

  /** The factory of a type in any spelling, or null. */
  public @Nullable Factory<?> find(ComponentKind kind, String type) {
    return of(kind).get(type);
  }

  /** All spellings of a kind's types. */
  Set<String> spellings(ComponentKind kind) {
    return of(kind).keySet();
  }

  private void add(Factory<?> factory, String spelling) {
    Factory<?> other = of(factory.kind()).put(spelling, factory);
    if (other != null && !other.equals(factory)) {
      throw new IllegalArgumentException(
          "two %s are called \"%s\": %s and %s"
              .formatted(
                  factory.kind().section(),
                  spelling,
                  other.getClass().getName(),
                  factory.getClass().getName()));
    }
  }

  private Map<String, Factory<?>> of(ComponentKind kind) {
    return bySpelling.getOrDefault(kind, Map.of());
  }
}
