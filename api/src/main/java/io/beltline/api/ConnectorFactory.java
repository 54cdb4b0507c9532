package io.beltline.api;

import static java.util.stream.Collectors.toMap;

import io.beltline.model.Signal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Makes connectors of one type. */
public non-sealed interface ConnectorFactory<C extends Record> extends Factory<C> {

  @Override
  default ComponentKind kind() {
    return ComponentKind.CONNECTOR;
  }

  /** Which signals it takes and what it makes of each. */
  Set<Conversion> conversions();

  @Override
  default Map<Signal, Stability> stability() {
    return conversions().stream()
        .collect(toMap(Conversion::from, c -> Stability.BETA, (a, b) -> a, LinkedHashMap::new));
  }

  /** Builds a connector. Opens nothing yet. */
  Connector create(Settings settings, C config, ConnectorOutputs outputs);

  /** From one signal to another. */
  record Conversion(Signal from, Signal to) {}
}
