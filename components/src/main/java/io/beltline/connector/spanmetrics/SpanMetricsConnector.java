package io.beltline.connector.spanmetrics;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.model.Telemetry;

/** Makes metrics of spans. Spans are acknowledged once they are counted. */
final class SpanMetricsConnector implements Connector {
  private final SpanMetrics metrics;
  private final Consumer next;

  SpanMetricsConnector(SpanMetrics metrics, Consumer next) {
    this.metrics = metrics;
    this.next = next;
  }

  @Override
  public void start(Host host) {
    metrics.start(host, next);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    metrics.add(telemetry);
    return ConsumeResult.accepted();
  }

  @Override
  public void shutdown(Deadline deadline) {
    metrics.shutdown();
  }
}
