package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.transport.BrokenWorkers;
import io.beltline.transport.net.Workers;
import io.grpc.Status.Code;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A unary call for which memory runs out is tried again by its sender, and holds nothing more. */
class CallFaultTest extends CallFaults {

  private CallInProgress announced(Workers workers) {
    CallInProgress progress =
        new CallInProgress(
            dispatcher(workers, Map.of()),
            call,
            new io.grpc.Metadata(),
            r -> GrpcReply.of(r.message()),
            reservation());
    announce(progress);
    return progress;
  }

  @Test
  void aMessageForWhichThereIsNoMemoryIsUnavailable() {
    CallInProgress progress = announced(new Workers("test"));
    progress.onMessage(lost());
    progress.onHalfClose();
    progress.onComplete();
    endsOnceAs(Code.UNAVAILABLE);
    assertThat(here.refused("grpc", "admission")).isEqualTo(1);
  }

  @Test
  void aCompressedOneIsLostToo() {
    InputStream compressed =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("no room for a message");
          }
        };
    assertThat(MessageBytes.MARSHALLER.parse(compressed).isLost()).isTrue();
  }

  @Test
  void aCallThatCannotBeHandedOverIsUnavailable() {
    CallInProgress progress = announced(BrokenWorkers.withoutHandover());
    progress.onMessage(message());
    progress.onHalfClose();
    progress.onComplete();
    endsOnceAs(Code.UNAVAILABLE);
  }

  @Test
  void aCallWhoseThreadCannotStartIsUnavailable() {
    CallInProgress progress = announced(BrokenWorkers.withoutThreads());
    progress.onMessage(message());
    progress.onHalfClose();
    progress.onComplete();
    endsOnceAs(Code.UNAVAILABLE);
  }

  @Test
  void aCallThatTheLibraryEndsHoldsNothing() {
    CallInProgress progress = announced(new Workers("test"));
    progress.onComplete();
    assertThat(call.ends).isEmpty();
  }

  /** Lets nobody in; is never asked here. */
  private static final class Nobody implements Extension, ServerAuthenticator {
    @Override
    public Outcome authenticate(Metadata headers) {
      return new Outcome.Denied("nobody", "");
    }
  }

  @Test
  void aCallWhoseSenderCannotBeJudgedIsUnavailable() {
    here.extensions.put("nobody", new Nobody());
    for (Workers workers :
        new Workers[] {BrokenWorkers.withoutHandover(), BrokenWorkers.withoutThreads()}) {
      call.ends.clear();
      dispatcher(workers, Map.of("auth.authenticator", "nobody"))
          .begin(call, new io.grpc.Metadata(), (GrpcHandler) r -> GrpcReply.of(r.message()))
          .onComplete();
      endsOnceAs(Code.UNAVAILABLE);
    }
  }
}
