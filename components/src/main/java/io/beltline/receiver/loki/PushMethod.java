package io.beltline.receiver.loki;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.SenderStatus;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcReply;

/** Answers pushes over gRPC. */
final class PushMethod implements GrpcHandler {
  private static final GrpcReply DONE = GrpcReply.of(Slice.EMPTY);

  private final TranslatedIntake intake;
  private final RequestForms forms;

  PushMethod(TranslatedIntake intake, RequestForms forms) {
    this.intake = intake;
    this.forms = forms;
  }

  @Override
  public GrpcReply handle(GrpcCall call) {
    try {
      return reply(
          intake.take(
              call.context(),
              call.message().length(),
              room -> forms.protobuf(call.message(), room)));
    } catch (MalformedTelemetryException malformed) {
      return GrpcReply.failed(Code.INVALID_ARGUMENT, intake.refuse(malformed));
    }
  }

  @Override
  public void overloaded() {
    intake.overloaded();
  }

  /** What a sender is answered. */
  static GrpcReply reply(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted accepted ->
          accepted.rejectedItems() > 0
              ? GrpcReply.failed(Code.INVALID_ARGUMENT, accepted.message())
              : DONE;
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
}
