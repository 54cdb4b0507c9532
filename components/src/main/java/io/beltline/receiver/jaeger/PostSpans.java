package io.beltline.receiver.jaeger;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.SenderStatus;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcReply;

/** The method by which agents and clients post batches over gRPC. */
final class PostSpans implements GrpcHandler {
  /** Its name. */
  static final String METHOD = "jaeger.api_v2.CollectorService/PostSpans";

  private static final GrpcReply DONE = GrpcReply.of(Slice.EMPTY);

  private final TranslatedIntake intake;

  PostSpans(TranslatedIntake intake) {
    this.intake = intake;
  }

  @Override
  public GrpcReply handle(GrpcCall call) {
    try {
      return reply(
          intake.take(
              call.context(),
              call.message().length(),
              room -> ProtoBatch.request(call.message(), room)));
    } catch (MalformedTelemetryException malformed) {
      return GrpcReply.failed(Code.INVALID_ARGUMENT, intake.refuse(malformed));
    }
  }

  @Override
  public void overloaded() {
    intake.overloaded();
  }

  /** What a sender is answered. Jaeger has no word for what was rejected in part. */
  static GrpcReply reply(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted _ -> DONE;
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
