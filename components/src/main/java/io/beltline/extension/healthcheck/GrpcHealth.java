package io.beltline.extension.healthcheck;

import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcReply;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Check} of the gRPC health service: the empty service is all of it, others are
 * pipelines.
 *
 * @see <a href="https://github.com/grpc/grpc-proto/blob/master/grpc/health/v1/health.proto">the
 *     protocol</a>
 */
final class GrpcHealth implements GrpcHandler {
  static final String CHECK = "grpc.health.v1.Health/Check";

  private static final int SERVICE_TAG = 1 << 3 | 2;
  private static final byte STATUS_TAG = 1 << 3;
  private static final byte SERVING = 1;
  private static final byte NOT_SERVING = 2;

  private final ServiceHealth health;

  GrpcHealth(ServiceHealth health) {
    this.health = health;
  }

  @Override
  public GrpcReply handle(GrpcCall call) {
    return answer(call.message());
  }

  /** The answer to a request message. */
  GrpcReply answer(Slice request) {
    String name = service(request);
    if (name == null) {
      return GrpcReply.failed(Code.INVALID_ARGUMENT, "no HealthCheckRequest");
    }
    Aggregate shown = name.isEmpty() ? health.all() : health.pipeline(name);
    if (shown == null) {
      return GrpcReply.failed(Code.NOT_FOUND, "there is no pipeline \"" + name + "\"");
    }
    byte status = health.isHealthy(shown) ? SERVING : NOT_SERVING;
    return GrpcReply.of(Slice.of(new byte[] {STATUS_TAG, status}));
  }

  /** The one field of the request; null if it is anything else. Pipelines have short names. */
  private static @Nullable String service(Slice request) {
    if (request.length() == 0) {
      return "";
    }
    byte[] bytes = request.array();
    int at = request.offset();
    boolean field =
        request.length() >= 2
            && bytes[at] == SERVICE_TAG
            && bytes[at + 1] >= 0
            && bytes[at + 1] == request.length() - 2;
    return field ? new Slice(bytes, at + 2, bytes[at + 1]).toUtf8() : null;
  }
}
