package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.model.Slice;
import io.beltline.transport.BrokenWorkers;
import io.beltline.transport.net.Workers;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stream for which memory runs out is tried again by its sender, and holds nothing more. */
class StreamFaultTest extends CallFaults {

  private static final class Quiet implements GrpcStream {
    @Override
    public @Nullable GrpcReply message(GrpcCall message) {
      return null;
    }

    @Override
    public GrpcReply end() {
      return GrpcReply.of(Slice.EMPTY);
    }
  }

  private StreamInProgress begun(Workers workers, Admission admission) {
    return new StreamInProgress(
        dispatcher(workers, Map.of()), call, new Metadata(), Quiet::new, admission, reservation());
  }

  private void messageEndsIt(StreamInProgress stream, MessageBytes message) {
    announce(stream);
    stream.onMessage(message);
    stream.onHalfClose();
    stream.onComplete();
    endsOnceAs(Code.UNAVAILABLE);
  }

  @Test
  void aMessageForWhichThereIsNoMemoryEndsIt() {
    messageEndsIt(begun(new Workers("test"), here.admission), lost());
    assertThat(here.refused("grpc", "admission")).isEqualTo(1);
  }

  @Test
  void aMessageThatCannotBeReservedEndsIt() {
    Admission broken =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            throw new OutOfMemoryError("no room for a reservation");
          }

          @Override
          public void release(long bytes) {}
        };
    messageEndsIt(begun(new Workers("test"), broken), message());
  }

  @Test
  void aMessageThatCannotBeHandedOverEndsIt() {
    messageEndsIt(begun(BrokenWorkers.withoutHandover(), here.admission), message());
  }

  @Test
  void aMessageWhoseThreadCannotStartEndsIt() {
    messageEndsIt(begun(BrokenWorkers.withoutThreads(), here.admission), message());
  }

  @Test
  void anEndThatCannotBeHandedOverIsUnavailable() {
    StreamInProgress stream = begun(BrokenWorkers.withoutHandover(), here.admission);
    stream.onHalfClose();
    endsOnceAs(Code.UNAVAILABLE);
  }

  @Test
  void anEndWhoseThreadCannotStartIsUnavailable() {
    StreamInProgress stream = begun(BrokenWorkers.withoutThreads(), here.admission);
    stream.onHalfClose();
    endsOnceAs(Code.UNAVAILABLE);
  }

  @Test
  void aStreamThatTheLibraryEndsIsForgotten() {
    CallDispatcher dispatcher = dispatcher(new Workers("test"), Map.of());
    GrpcStreamHandler handler = Quiet::new;
    dispatcher.begin(call, new Metadata(), handler).onComplete();
    dispatcher.stop();
    assertThat(call.ends).as("nothing is left to be ended").isEmpty();
  }
}
