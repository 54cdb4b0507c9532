package io.beltline.components.metrics;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.model.Telemetry;

/** Sends metrics of what comes, which is acknowledged once it is read, into pipelines. */
public final class MetricSourceConnector implements Connector {
  private final MetricSource source;
  private final Consumer next;

  /** A connector that sends what a source makes to a consumer. */
  public MetricSourceConnector(MetricSource source, Consumer next) {
    this.source = source;
    this.next = next;
  }

  @Override
  public void start(Host host) {
    source.start(host, next);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    source.add(telemetry);
    return ConsumeResult.accepted();
  }

  @Override
  public void shutdown(Deadline deadline) {
    source.shutdown(deadline);
  }
}
