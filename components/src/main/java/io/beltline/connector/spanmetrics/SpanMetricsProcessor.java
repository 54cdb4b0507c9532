package io.beltline.connector.spanmetrics;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.components.metrics.MetricsExporter;
import io.beltline.model.Telemetry;

/** Hands spans on as they are, and makes metrics of them. */
final class SpanMetricsProcessor implements Processor {
  private final SpanMetrics metrics;
  private final ComponentId exporter;
  private final Consumer next;

  SpanMetricsProcessor(SpanMetrics metrics, ComponentId exporter, Consumer next) {
    this.metrics = metrics;
    this.exporter = exporter;
    this.next = next;
  }

  @Override
  public void start(Host host) {
    metrics.start(host, MetricsExporter.of(host, exporter));
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    metrics.add(telemetry);
    return next.consume(context, telemetry);
  }

  @Override
  public void shutdown(Deadline deadline) {
    metrics.shutdown();
  }
}
