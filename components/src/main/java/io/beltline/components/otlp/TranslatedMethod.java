package io.beltline.components.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status.Code;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcReply;

/**
 * Answers a method of another protocol than OTLP over gRPC, whose answer is an empty message. Safe
 * for all threads.
 */
public final class TranslatedMethod implements GrpcHandler {
  private static final GrpcReply DONE = GrpcReply.of(Slice.EMPTY);

  /** Reads requests. */
  @FunctionalInterface
  public interface Translation {
    /**
     * The request in OTLP; what it takes to read it is asked for first.
     *
     * @throws MalformedTelemetryException if it cannot be read
     */
    Slice read(Slice message, Room room);
  }

  private final TranslatedIntake intake;
  private final Translation translation;
  private final boolean tellsRejected;

  /**
   * A method.
   *
   * @param tellsRejected whether a request of which some items were refused for good is answered
   *     with an error, as the protocol has no other word for it
   */
  public TranslatedMethod(TranslatedIntake intake, Translation translation, boolean tellsRejected) {
    this.intake = intake;
    this.translation = translation;
    this.tellsRejected = tellsRejected;
  }

  @Override
  public GrpcReply handle(GrpcCall call) {
    try {
      return reply(
          intake.take(
              call.context(),
              call.message().length(),
              room -> translation.read(call.message(), room)));
    } catch (MalformedTelemetryException malformed) {
      return GrpcReply.failed(Code.INVALID_ARGUMENT, intake.refuse(malformed));
    }
  }

  @Override
  public void overloaded() {
    intake.overloaded();
  }

  private GrpcReply reply(ConsumeResult result) {
    return switch (result) {
      case ConsumeResult.Accepted accepted ->
          tellsRejected && accepted.rejectedItems() > 0
              ? GrpcReply.failed(Code.INVALID_ARGUMENT, accepted.message())
              : DONE;
      case ConsumeResult.Retryable retryable -> refusal(retryable);
      case ConsumeResult.Permanent permanent -> refusal(permanent);
    };
  }

  /** What a sender is told that may come again. */
  static GrpcReply refusal(ConsumeResult.Retryable retryable) {
    return new GrpcReply.Failed(
        SenderStatus.retryableCode(retryable.status().code(), retryable.retryAfter() != null),
        retryable.message(),
        retryable.retryAfter());
  }

  /** What a sender is told that must not come again. */
  static GrpcReply refusal(ConsumeResult.Permanent permanent) {
    return GrpcReply.failed(
        SenderStatus.permanentCode(permanent.status().code()), permanent.message());
  }
}
