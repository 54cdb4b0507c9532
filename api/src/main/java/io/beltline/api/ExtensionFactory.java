package io.beltline.api;

import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes extensions of one type. */
public non-sealed interface ExtensionFactory<C extends Record> extends Factory<C> {

  @Override
  default ComponentKind kind() {
    return ComponentKind.EXTENSION;
  }

  @Override
  default Map<Signal, Stability> stability() {
    return Map.of();
  }

  /**
   * The ids of the other extensions that one uses while it starts: those start before it, wherever
   * they stand in {@code service::extensions}, and must be there.
   */
  default List<String> uses(C config) {
    return List.of();
  }

  /** Builds an extension. Opens nothing yet. */
  Extension create(Settings settings, C config);
}
