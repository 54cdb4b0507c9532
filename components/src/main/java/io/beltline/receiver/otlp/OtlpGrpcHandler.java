package io.beltline.receiver.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.SenderStatus;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcReply;

/** The {@code Export} method of one signal. */
final class OtlpGrpcHandler implements GrpcHandler {
  private static final GrpcReply FULL = GrpcReply.of(Slice.EMPTY);

  private final Intake intake;

  OtlpGrpcHandler(Intake intake) {
    this.intake = intake;
  }

  @Override
  public GrpcReply handle(GrpcCall call) {
    ConsumeResult result;
    try {
      result = intake.take(call.context(), call.message());
    } catch (MalformedTelemetryException malformed) {
      return GrpcReply.failed(Code.INVALID_ARGUMENT, intake.refuse(malformed));
    }
    return reply(result);
  }

  @Override
  public void overloaded() {
    intake.overloaded();
  }

  /** What a sender is answered. */
  static GrpcReply reply(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted accepted -> accepted(accepted);
      case ConsumeResult.Retryable retryable ->
          new GrpcReply.Failed(
              SenderStatus.retryableCode(retryable.status().code(), retryable.retryAfter() != null),
              retryable.message(),
              retryable.retryAfter());
      case ConsumeResult.Permanent permanent ->
          GrpcReply.failed(
              SenderStatus.permanentCode(permanent.status().code()), permanent.message());
    };
  }

  private static GrpcReply accepted(ConsumeResult.Accepted accepted) {
    if (accepted.rejectedItems() == 0 && accepted.message().isEmpty()) {
      return FULL;
    }
    return GrpcReply.of(new ExportResponse(accepted.rejectedItems(), accepted.message()).toProto());
  }
}
