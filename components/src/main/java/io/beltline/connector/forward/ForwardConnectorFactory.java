package io.beltline.connector.forward;

import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes {@code forward} connectors, which join pipelines of one signal: what ends in one starts the
 * others.
 */
public final class ForwardConnectorFactory
    implements ConnectorFactory<ForwardConnectorFactory.Config> {

  /** What users write under {@code forward}: nothing. */
  public record Config() {}

  @Override
  public String type() {
    return "forward";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Set<Conversion> conversions() {
    return new LinkedHashSet<>(
        List.of(
            new Conversion(Signal.TRACES, Signal.TRACES),
            new Conversion(Signal.METRICS, Signal.METRICS),
            new Conversion(Signal.LOGS, Signal.LOGS),
            new Conversion(Signal.PROFILES, Signal.PROFILES)));
  }

  @Override
  public Connector create(Settings settings, Config config, ConnectorOutputs outputs) {
    return (context, telemetry) -> outputs.all(telemetry.signal()).consume(context, telemetry);
  }
}
