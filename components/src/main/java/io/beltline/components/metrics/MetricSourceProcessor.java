package io.beltline.components.metrics;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.model.Telemetry;

/** Hands telemetry on as it is, and sends metrics of it to an exporter. */
public final class MetricSourceProcessor implements Processor {
  private final MetricSource source;
  private final ComponentId exporter;
  private final Consumer next;

  /** A processor that sends what a source makes to an exporter, and the rest to a consumer. */
  public MetricSourceProcessor(MetricSource source, ComponentId exporter, Consumer next) {
    this.source = source;
    this.exporter = exporter;
    this.next = next;
  }

  @Override
  public void start(Host host) {
    source.start(host, MetricsExporter.of(host, exporter));
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    source.add(telemetry);
    return next.consume(context, telemetry);
  }

  @Override
  public void shutdown(Deadline deadline) {
    source.shutdown(deadline);
  }
}
