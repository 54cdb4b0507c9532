package io.beltline.exporter.loadbalancing;

import io.beltline.api.Clock;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter;
import io.beltline.components.otlp.OtlpGrpcResponses;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;

/**
 * Makes attempts at one backend and counts them. Items at fault are not looked for here: what is
 * refused for good goes back to the queue in front of all, which does it.
 */
final class BackendExporter implements Exporter {
  private static final double NANOS = 1e6;

  private final String address;
  private final GrpcClient client;
  private final OtlpGrpcResponses responses;
  private final BackendMetrics.OfBackend metrics;
  private final Clock clock;

  BackendExporter(
      String address,
      GrpcClient client,
      OtlpGrpcResponses responses,
      BackendMetrics.OfBackend metrics,
      Clock clock) {
    this.address = address;
    this.client = client;
    this.responses = responses;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public ExportResult export(ExportRequest request) {
    long begun = clock.nanoTime();
    ExportResult result =
        responses.of(
            client.call(
                GrpcRequest.of(
                    OtlpRoutes.grpcMethod(request.telemetry().signal()),
                    request.telemetry().payload(),
                    request.context(),
                    request.deadline())));
    metrics.latency().record(Math.floor((clock.nanoTime() - begun) / NANOS));
    if (result instanceof Refused(Refusal refusal)) {
      metrics.failures().add(1);
      return new Refused(told(refusal));
    }
    metrics.successes().add(1);
    return result;
  }

  private Refusal told(Refusal refusal) {
    return new Refusal(
        refusal.action(),
        refusal.status(),
        address + ": " + refusal.message(),
        refusal.retryAfter(),
        false,
        refusal.rule());
  }
}
