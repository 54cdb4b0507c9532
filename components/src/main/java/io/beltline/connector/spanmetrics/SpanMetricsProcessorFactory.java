package io.beltline.connector.spanmetrics;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Consumer;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricSourceProcessor;
import io.beltline.components.metrics.SideLedger;
import io.beltline.model.Signal;
import java.util.List;
import java.util.Map;

/** Makes {@code spanmetrics} processors: the removed form of the connector. */
public final class SpanMetricsProcessorFactory
    implements ProcessorFactory<SpanMetricsProcessorConfig> {

  @Override
  public String type() {
    return "spanmetrics";
  }

  @Override
  public List<String> aliases() {
    return List.of("span_metrics");
  }

  @Override
  public Class<SpanMetricsProcessorConfig> configType() {
    return SpanMetricsProcessorConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.TRACES, Stability.ALPHA);
  }

  @Override
  public String notice() {
    return "the spanmetrics processor was replaced by the span_metrics connector; its keys and"
        + " metrics still work here";
  }

  @Override
  public Processor create(
      Settings settings, SpanMetricsProcessorConfig config, Signal signal, Consumer next) {
    ComponentId exporter = config.metricsExporter();
    if (exporter == null) {
      throw new ComponentException("metrics_exporter: must be specified");
    }
    SpanMetrics metrics =
        new SpanMetrics(
            settings,
            config,
            config.settings(),
            config.metricsFlushInterval(),
            new SideLedger(settings.meter()),
            kind());
    return new MetricSourceProcessor(metrics, exporter, next);
  }
}
