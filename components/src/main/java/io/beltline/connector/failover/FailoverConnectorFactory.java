package io.beltline.connector.failover;

import io.beltline.api.ComponentException;
import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Consumer;
import io.beltline.api.Settings;
import io.beltline.components.parts.PipelineName;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes {@code failover} connectors, which go to other pipelines when the best refuse. */
public final class FailoverConnectorFactory implements ConnectorFactory<FailoverConfig> {
  private static final List<Signal> SIGNALS = List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS);

  @Override
  public String type() {
    return "failover";
  }

  @Override
  public Class<FailoverConfig> configType() {
    return FailoverConfig.class;
  }

  @Override
  public Set<Conversion> conversions() {
    Set<Conversion> same = new LinkedHashSet<>();
    SIGNALS.forEach(signal -> same.add(new Conversion(signal, signal)));
    return same;
  }

  @Override
  public Connector create(Settings settings, FailoverConfig config, ConnectorOutputs outputs) {
    Map<Signal, Levels> all = new EnumMap<>(Signal.class);
    for (Signal signal : SIGNALS) {
      List<Level> levels = levels(signal, settings, config, outputs);
      if (!levels.isEmpty()) {
        all.put(signal, levels(signal, levels, settings, config));
      } else if (!outputs.pipelines(signal).isEmpty()) {
        throw new ComponentException(
            "priority_levels: no level has a pipeline of %s (expected: one of %s)"
                .formatted(signal.label(), outputs.pipelines(signal).keySet()));
      }
    }
    return new FailoverConnector(all);
  }

  private static Levels levels(
      Signal signal, List<Level> levels, Settings settings, FailoverConfig config) {
    Levels made = new Levels(levels, config.retryInterval(), settings.logger());
    settings
        .meter()
        .gauge(
            "beltline_connector_failover_level",
            "{level}",
            "The priority level in use; 1 is the best.",
            Map.of("otel_signal", signal.label()),
            () -> made.current() + 1);
    return made;
  }

  private static List<Level> levels(
      Signal signal, Settings settings, FailoverConfig config, ConnectorOutputs outputs) {
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < config.priorityLevels().size(); i++) {
      List<PipelineName> names =
          config.priorityLevels().get(i).stream().filter(name -> name.signal() == signal).toList();
      if (!names.isEmpty()) {
        List<Consumer> pipelines = PipelineName.consumers(names, "priority_levels::" + i, outputs);
        String text = String.join(", ", names.stream().map(PipelineName::toString).toList());
        levels.add(
            new Level(
                text,
                pipelines,
                settings
                    .meter()
                    .counter(
                        "otelcol_connector_failover_count",
                        "{times}",
                        "Number of times the connector failed from the respective level",
                        Map.of("level", text))));
      }
    }
    return levels;
  }
}
