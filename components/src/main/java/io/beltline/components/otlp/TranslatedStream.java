package io.beltline.components.otlp;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.TranslatedMethod.Translation;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcCall;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcStream;
import io.beltline.transport.grpc.GrpcStreamHandler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers a method of another protocol than OTLP to which senders stream messages over gRPC, and
 * whose answer is an empty message. Each message is handed on by itself. A refusal that passes ends
 * the stream at once. One for good does not: what comes behind it may be well, so its sender hears
 * of it at the end. Safe for all threads.
 */
public final class TranslatedStream implements GrpcStreamHandler {
  private static final GrpcReply DONE = GrpcReply.of(Slice.EMPTY);

  private final TranslatedIntake intake;
  private final Supplier<Translation> translations;

  /**
   * A method.
   *
   * @param translations gives what reads the messages of one stream; it may remember
   */
  public TranslatedStream(TranslatedIntake intake, Supplier<Translation> translations) {
    this.intake = intake;
    this.translations = translations;
  }

  @Override
  public GrpcStream open() {
    return new Messages(translations.get());
  }

  @Override
  public void overloaded() {
    intake.overloaded();
  }

  private final class Messages implements GrpcStream {
    private final Translation translation;
    private @Nullable GrpcReply refused;

    Messages(Translation translation) {
      this.translation = translation;
    }

    @Override
    public @Nullable GrpcReply message(GrpcCall call) {
      try {
        return switch (intake.take(
            call.context(),
            call.message().length(),
            room -> translation.read(call.message(), room))) {
          case ConsumeResult.Accepted _ -> null;
          case ConsumeResult.Retryable retryable -> TranslatedMethod.refusal(retryable);
          case ConsumeResult.Permanent permanent -> remember(TranslatedMethod.refusal(permanent));
        };
      } catch (MalformedTelemetryException malformed) {
        return remember(GrpcReply.failed(Code.INVALID_ARGUMENT, intake.refuse(malformed)));
      }
    }

    private @Nullable GrpcReply remember(GrpcReply refusal) {
      refused = refused == null ? refusal : refused;
      return null;
    }

    @Override
    public GrpcReply end() {
      return refused == null ? DONE : refused;
    }
  }
}
