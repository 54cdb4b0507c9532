package io.beltline.api;

import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/**
 * Makes components of one type. Stateless; found through {@link java.util.ServiceLoader} or listed
 * by the distribution.
 *
 * @param <C> the record that holds the type's configuration; see the config module for how YAML
 *     becomes one
 */
public sealed interface Factory<C extends Record>
    permits ReceiverFactory, ProcessorFactory, ExporterFactory, ConnectorFactory, ExtensionFactory {

  /** The canonical type users write: {@code otlp_http}. */
  String type();

  /** Other spellings accepted for ever: {@code otlphttp}. */
  default List<String> aliases() {
    return List.of();
  }

  /** What kind of component it makes. */
  ComponentKind kind();

  /** The record that holds the configuration. */
  Class<C> configType();

  /**
   * How far each signal is proven; signals that are absent are not supported. Extensions give an
   * empty map.
   */
  Map<Signal, Stability> stability();

  /**
   * A notice logged when the type is used: that it is deprecated, and what to use instead. Empty if
   * none.
   */
  default String notice() {
    return "";
  }

  /** Words of the OpenTelemetry project for how far a component is proven. */
  enum Stability {
    DEVELOPMENT,
    ALPHA,
    BETA,
    STABLE
  }
}
