package io.beltline.api;

import io.beltline.model.Signal;
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

  /** Builds an extension. Opens nothing yet. */
  Extension create(Settings settings, C config);
}
