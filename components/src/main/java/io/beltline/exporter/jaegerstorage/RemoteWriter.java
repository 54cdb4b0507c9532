package io.beltline.exporter.jaegerstorage;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.components.jaegerstorage.RemoteStorageConfig;
import io.beltline.components.otlp.OtlpGrpcResponses;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.model.Signal;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import java.time.Duration;

/**
 * Writes to a server of the remote storage API, whose second version takes what is written by
 * OTLP's own service: requests go as the bytes they are.
 */
final class RemoteWriter implements TraceWriter {
  private static final String METHOD = OtlpRoutes.grpcMethod(Signal.TRACES);

  private final GrpcClient client;
  private final OtlpGrpcResponses responses;
  private final Duration timeout;

  RemoteWriter(
      Settings settings,
      Host host,
      RemoteStorageConfig storage,
      JaegerStorageExporterConfig config) {
    this.timeout = storage.timeout();
    this.responses = new OtlpGrpcResponses(OtlpGrpcResponses.TABLE.with(config.answers()));
    this.client =
        GrpcClient.create(storage.target(), ClientSettings.of(settings, host), storage.timeout());
  }

  @Override
  public ExportResult write(ExportRequest request) {
    return responses.of(
        client.call(
            GrpcRequest.of(
                METHOD,
                request.telemetry().payload(),
                request.context(),
                timeout.isZero() ? request.deadline() : request.deadline().within(timeout))));
  }

  @Override
  public void close(Deadline deadline) {
    client.close(deadline);
  }
}
