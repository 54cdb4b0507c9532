package io.beltline.connector.spanmetrics;

import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricSourceConnector;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Set;

/** Makes {@code span_metrics} connectors, which count spans and their durations. */
public final class SpanMetricsConnectorFactory implements ConnectorFactory<SpanMetricsConfig> {

  @Override
  public String type() {
    return "span_metrics";
  }

  @Override
  public List<String> aliases() {
    return List.of("spanmetrics");
  }

  @Override
  public Class<SpanMetricsConfig> configType() {
    return SpanMetricsConfig.class;
  }

  @Override
  public Set<Conversion> conversions() {
    return Set.of(new Conversion(Signal.TRACES, Signal.METRICS));
  }

  @Override
  public Connector create(Settings settings, SpanMetricsConfig config, ConnectorOutputs outputs) {
    SpanMetrics metrics =
        new SpanMetrics(
            settings,
            config,
            AggregationSettings.of(config),
            config.metricsFlushInterval(),
            settings.ledger(),
            kind());
    return new MetricSourceConnector(metrics, outputs.all(Signal.METRICS));
  }
}
