package io.beltline.components.otlp;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.AnswerTable.Line;
import io.beltline.delivery.Concern;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcResult;

/**
 * What the answers of an OTLP backend over gRPC mean.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/docs/specification.md#failures">the
 *     codes to retry</a>
 */
public final class OtlpGrpcResponses {
  /** What is done with each code. */
  public static final AnswerTable TABLE =
      AnswerTable.grpc(
          Line.of(
              "trace_too_large",
              Action.DEAD_LETTER,
              Concern.DATA,
              "the words tell that a trace has outgrown the backend's limit: no part of it is"
                  + " taken"));

  private final AnswerTable table;

  /** Answers by a table. */
  public OtlpGrpcResponses(AnswerTable table) {
    this.table = table;
  }

  /** The outcome of a call. */
  public ExportResult of(GrpcResult result) {
    return switch (result) {
      case GrpcResult.Ok ok -> delivered(ok.message());
      case GrpcResult.Failed failed ->
          new ExportResult.Refused(
              table.grpc(failed.code(), failed.message(), failed.retryAfter()));
    };
  }

  private static ExportResult delivered(Slice message) {
    if (message.length() == 0) {
      return ExportResult.delivered();
    }
    try {
      ExportResponse response = ExportResponse.ofProto(message);
      return response.isFull()
          ? ExportResult.delivered()
          : new ExportResult.Delivered(response.rejected(), response.message());
    } catch (MalformedTelemetryException malformed) {
      // the backend said OK: what cannot be read is only whether it rejected items
      return new ExportResult.Delivered(0, "unreadable response: " + malformed.getMessage());
    }
  }
}
