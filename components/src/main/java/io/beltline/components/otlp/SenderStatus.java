package io.beltline.components.otlp;

import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import java.time.Duration;

/**
 * Which status a sender is told for a refusal. What may be sent again gets a status that the
 * specification calls retryable, and what must not be sent again gets one that is not; within that,
 * the status of the backend stays as it is.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/docs/specification.md#failures">the
 *     codes senders retry</a>
 */
public final class SenderStatus {
  private SenderStatus() {}

  /**
   * The gRPC code of a refusal that passes. RESOURCE_EXHAUSTED is retryable only beside a time to
   * wait.
   */
  public static Code retryableCode(Code code, boolean waitKnown) {
    return switch (code) {
      case CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS -> code;
      case RESOURCE_EXHAUSTED -> waitKnown ? code : Code.UNAVAILABLE;
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
          Code.UNAVAILABLE;
    };
  }

  /** The gRPC code of a refusal for good. Many senders retry RESOURCE_EXHAUSTED always. */
  public static Code permanentCode(Code code) {
    return switch (code) {
      case UNKNOWN,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          UNIMPLEMENTED,
          INTERNAL,
          UNAUTHENTICATED ->
          code;
      case RESOURCE_EXHAUSTED, OUT_OF_RANGE -> Code.INVALID_ARGUMENT;
      case ABORTED -> Code.FAILED_PRECONDITION;
      case OK, CANCELLED, DEADLINE_EXCEEDED, UNAVAILABLE, DATA_LOSS -> Code.INTERNAL;
    };
  }

  /** The HTTP status of a refusal that passes. */
  public static int retryableHttp(Status status) {
    return switch (status.http()) {
      case 429, 502, 503, 504 -> status.http();
      default -> 503;
    };
  }

  /** The HTTP status of a refusal for good. */
  public static int permanentHttp(Status status) {
    int http = status.http();
    if (http == 429) {
      return 400;
    }
    if (http >= 400 && http < 500) {
      return http;
    }
    return status.code() == Code.UNIMPLEMENTED ? 404 : 500;
  }

  /** A wait for {@code Retry-After}: whole seconds, rounded up, as nobody must come back early. */
  public static String seconds(Duration wait) {
    long seconds = wait.isNegative() ? 0 : wait.getSeconds();
    return Long.toString(wait.getNano() > 0 && !wait.isNegative() ? seconds + 1 : seconds);
  }
}
