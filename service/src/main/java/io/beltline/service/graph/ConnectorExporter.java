package io.beltline.service.graph;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.Host;

/** A connector as what a queue sends to: what the pipelines behind it say is the answer. */
record ConnectorExporter(Connector connector) implements Exporter {

  @Override
  public void start(Host host) {
    connector.start(host);
  }

  @Override
  public ExportResult export(ExportRequest request) {
    return switch (connector.consume(request.context(), request.telemetry())) {
      case ConsumeResult.Accepted taken ->
          taken.equals(ConsumeResult.accepted())
              ? ExportResult.delivered()
              : new ExportResult.Delivered(taken.rejectedItems(), taken.message());
      case ConsumeResult.Retryable later ->
          ExportResult.retry(later.status(), later.message(), later.retryAfter());
      case ConsumeResult.Permanent never ->
          ExportResult.refused(Action.DEAD_LETTER, never.status(), never.message());
    };
  }

  @Override
  public void shutdown(Deadline deadline) {
    connector.shutdown(deadline);
  }
}
