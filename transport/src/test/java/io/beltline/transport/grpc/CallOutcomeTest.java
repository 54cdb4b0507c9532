package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Status.Code;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallOutcomeTest {
  @Test
  void aConnectionThatBrokeIsNoAnswer() {
    Status broken =
        Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());
    assertThat(code(broken)).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void whatIsThrownOnTheWayIsNoAnswer() {
    Http2Exception noFrame = Http2Exception.connectionError(Http2Error.PROTOCOL_ERROR, "no frame");
    assertThat(code(Status.INTERNAL.withDescription("http2 exception").withCause(noFrame)))
        .isEqualTo(Code.UNAVAILABLE);
    assertThat(code(Status.UNKNOWN.withCause(new OutOfMemoryError("direct"))))
        .isEqualTo(Code.UNAVAILABLE);
    assertThat(code(Status.INTERNAL.withCause(new IllegalStateException("a bug"))))
        .isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void anAnswerThatCannotBeReadIsOne() {
    Http2Exception unreadable = Http2Exception.streamError(1, Http2Error.PROTOCOL_ERROR, "bad");
    assertThat(code(Status.INTERNAL.withCause(unreadable))).isEqualTo(Code.INTERNAL);
  }

  @Test
  void anAnswerIsWhatItSays() {
    assertThat(code(Status.UNKNOWN.withDescription("channel closed"))).isEqualTo(Code.UNKNOWN);
    assertThat(code(Status.INTERNAL)).isEqualTo(Code.INTERNAL);
  }

  @Test
  void anAnswerForWhichThereIsNoMemoryIsNone() {
    CallOutcome outcome = new CallOutcome();
    outcome.onMessage(MessageBytes.MARSHALLER.parse(new NoMemory()));
    outcome.onClose(Status.OK, new Metadata());
    assertThat(((GrpcResult.Failed) outcome.await(new Unused())).code())
        .isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void aCallThatCannotBeSentIsCancelled() {
    Unsendable call = new Unsendable();
    MessageBytes message = MessageBytes.of(List.of());
    assertThatThrownBy(() -> GrpcClient.exchange(call, new CallOutcome(), new Metadata(), message))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(call.cancelled).isTrue();
  }

  private static Code code(Status status) {
    CallOutcome outcome = new CallOutcome();
    outcome.onClose(status, new Metadata());
    return ((GrpcResult.Failed) outcome.await(new Unused())).code();
  }

  /** A call that begins and cannot go on. */
  private static final class Unsendable extends Unused {
    private boolean cancelled;

    @Override
    public void sendMessage(MessageBytes message) {
      throw new OutOfMemoryError("no room");
    }

    @Override
    public void cancel(String message, Throwable cause) {
      cancelled = true;
    }
  }

  /** A call that has ended already. */
  private static class Unused extends ClientCall<MessageBytes, MessageBytes> {
    @Override
    public void start(Listener<MessageBytes> listener, Metadata headers) {}

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(String message, Throwable cause) {}

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(MessageBytes message) {}
  }
}
