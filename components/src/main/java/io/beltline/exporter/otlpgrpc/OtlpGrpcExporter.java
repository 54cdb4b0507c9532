package io.beltline.exporter.otlpgrpc;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.components.otlp.BackendWarnings;
import io.beltline.components.otlp.OtlpGrpcResponses;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.model.Signal;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends requests as the bytes they are, one gRPC message each. */
final class OtlpGrpcExporter implements Exporter {
  private final Settings settings;
  private final OtlpGrpcExporterConfig config;
  private final OtlpGrpcResponses responses;
  private final Map<Signal, String> methods = new EnumMap<>(Signal.class);
  private @Nullable GrpcClient client;
  private @Nullable BackendWarnings warnings;

  OtlpGrpcExporter(Settings settings, OtlpGrpcExporterConfig config) {
    this.settings = settings;
    this.config = config;
    this.responses = new OtlpGrpcResponses(OtlpGrpcExporterConfig.ANSWERS.with(config.answers()));
    for (Signal signal : Signal.values()) {
      methods.put(signal, OtlpRoutes.grpcMethod(signal));
    }
  }

  @Override
  public void start(Host host) {
    if (config.insecure()) {
      settings.logger().warn("\"insecure\" stands at its old place: write it under \"tls\"");
    }
    warnings = new BackendWarnings(settings.logger(), host.clock());
    client =
        GrpcClient.create(
            config.effectiveClient(), ClientSettings.of(settings, host), config.timeout());
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Signal signal = request.telemetry().signal();
    GrpcRequest call =
        GrpcRequest.of(
            requireNonNull(methods.get(signal)),
            request.telemetry().payload(),
            request.context(),
            request.deadline());
    ExportResult result = responses.of(requireNonNull(client, "not started").call(call));
    if (result instanceof ExportResult.Delivered(long rejected, String message)
        && rejected == 0
        && !message.isEmpty()) {
      requireNonNull(warnings).say(message);
    }
    return result;
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (client != null) {
      client.close(deadline);
    }
  }
}
