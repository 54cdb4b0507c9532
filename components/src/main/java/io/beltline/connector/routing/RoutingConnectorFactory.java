package io.beltline.connector.routing;

import io.beltline.api.ComponentException;
import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Settings;
import io.beltline.components.parts.PipelineName;
import io.beltline.model.Signal;
import io.beltline.ottl.RecordConditions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes {@code routing} connectors, which send items to pipelines by conditions. */
public final class RoutingConnectorFactory implements ConnectorFactory<RoutingConfig> {
  private static final List<Signal> SIGNALS = List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS);

  @Override
  public String type() {
    return "routing";
  }

  @Override
  public Class<RoutingConfig> configType() {
    return RoutingConfig.class;
  }

  @Override
  public Set<Conversion> conversions() {
    Set<Conversion> same = new LinkedHashSet<>();
    SIGNALS.forEach(signal -> same.add(new Conversion(signal, signal)));
    return same;
  }

  @Override
  public Connector create(Settings settings, RoutingConfig config, ConnectorOutputs outputs) {
    Map<Signal, RoutingTable> tables = new EnumMap<>(Signal.class);
    for (Signal signal : SIGNALS) {
      tables.put(signal, table(signal, settings, config, outputs));
    }
    return new RoutingConnector(settings, tables);
  }

  private static RoutingTable table(
      Signal signal, Settings settings, RoutingConfig config, ConnectorOutputs outputs) {
    RecordConditions conditions = RouteCondition.conditions(signal);
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < config.table().size(); i++) {
      RoutingConfig.RouteConfig route = config.table().get(i);
      String place = "table::" + i;
      if (route.signal() == signal) {
        RouteCondition condition =
            RouteCondition.compile(
                route,
                conditions,
                (key, message) -> {
                  throw new ComponentException(place + "::" + key + ": " + message);
                });
        if (condition != null) {
          routes.add(
              new Route(
                  condition,
                  route.condition().isEmpty() ? route.statement() : route.condition(),
                  route.action() == RoutingConfig.Action.COPY,
                  PipelineName.consumers(route.pipelines(), place + "::pipelines", outputs),
                  RoutingConnector.items(settings.meter(), "table[" + i + "]"),
                  settings
                      .meter()
                      .counter(
                          "beltline_connector_routing_failures",
                          "{record}",
                          "Records a route's condition failed on.",
                          Map.of("route", "table[" + i + "]"))));
        }
      }
    }
    List<PipelineName> rest =
        config.defaultPipelines().stream().filter(name -> name.signal() == signal).toList();
    return new RoutingTable(
        List.copyOf(routes),
        conditions.layout(),
        config.errorMode(),
        PipelineName.consumers(rest, "default_pipelines", outputs));
  }
}
