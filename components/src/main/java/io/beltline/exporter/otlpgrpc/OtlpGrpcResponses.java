package io.beltline.exporter.otlpgrpc;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.BackendWords;
import io.beltline.components.otlp.ExportResponse;
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
final class OtlpGrpcResponses {
  /** The data is at fault for its size, in the words of either protocol. */
  private static final Status TOO_LARGE = new Status(Code.INVALID_ARGUMENT, 413);

  private OtlpGrpcResponses() {}

  /** The outcome of a call. */
  static ExportResult of(GrpcResult result) {
    return switch (result) {
      case GrpcResult.Ok ok -> delivered(ok.message());
      case GrpcResult.Failed failed -> failed(failed);
    };
  }

  /**
   * What to do after a failure.
   *
   * <p>RESOURCE_EXHAUSTED is retryable by the specification only beside a RetryInfo, which many
   * backends never send for limits that pass; it is retried unless the words say that the size is
   * the matter. Tonic says OUT_OF_RANGE where the size is the matter.
   */
  static Action action(Code code, String words) {
    return switch (code) {
      case CANCELLED, DEADLINE_EXCEEDED, ABORTED, UNAVAILABLE, DATA_LOSS -> Action.RETRY;
      case RESOURCE_EXHAUSTED, OUT_OF_RANGE -> {
        if (BackendWords.sayTraceTooLarge(words)) {
          yield Action.DEAD_LETTER;
        }
        yield BackendWords.sayMessageTooLarge(words) ? Action.RETRY_SMALLER : Action.RETRY;
      }
      case OK,
          UNKNOWN,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          UNIMPLEMENTED,
          INTERNAL,
          UNAUTHENTICATED ->
          Action.DEAD_LETTER;
    };
  }

  private static ExportResult failed(GrpcResult.Failed failed) {
    Action action = action(failed.code(), failed.message());
    if (action == Action.RETRY) {
      return ExportResult.retry(Status.of(failed.code()), failed.message(), failed.retryAfter());
    }
    Status status = action == Action.RETRY_SMALLER ? TOO_LARGE : Status.of(failed.code());
    return ExportResult.refused(action, status, failed.message());
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
