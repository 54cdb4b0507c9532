package io.beltline.connector.exceptions;

import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.Set;

/** Makes {@code exceptions} connectors, which make logs and metrics of recorded exceptions. */
public final class ExceptionsConnectorFactory implements ConnectorFactory<ExceptionsConfig> {

  @Override
  public String type() {
    return "exceptions";
  }

  @Override
  public Class<ExceptionsConfig> configType() {
    return ExceptionsConfig.class;
  }

  @Override
  public Set<Conversion> conversions() {
    return Set.of(
        new Conversion(Signal.TRACES, Signal.METRICS),
        new Conversion(Signal.TRACES, Signal.LOGS),
        new Conversion(Signal.LOGS, Signal.METRICS),
        new Conversion(Signal.LOGS, Signal.LOGS));
  }

  @Override
  public Connector create(Settings settings, ExceptionsConfig config, ConnectorOutputs outputs) {
    Dimensions dimensions = new Dimensions(config.dimensions());
    boolean toMetrics = !outputs.pipelines(Signal.METRICS).isEmpty();
    boolean toLogs = !outputs.pipelines(Signal.LOGS).isEmpty();
    return new ExceptionsConnector(
        settings,
        toMetrics
            ? new ExceptionMetrics(settings, config, dimensions, outputs.all(Signal.METRICS))
            : null,
        toLogs ? new ExceptionLogs(dimensions) : null,
        outputs.all(Signal.LOGS));
  }
}
