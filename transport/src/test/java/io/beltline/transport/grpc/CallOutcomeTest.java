package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status.Code;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class CallOutcomeTest {
  @Test
  void aConnectionThatBrokeIsNoAnswer() {
    Status broken =
        Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());
    assertThat(code(broken)).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void anAnswerIsWhatItSays() {
    assertThat(code(Status.UNKNOWN.withDescription("channel closed"))).isEqualTo(Code.UNKNOWN);
    assertThat(code(Status.INTERNAL)).isEqualTo(Code.INTERNAL);
  }

  private static Code code(Status status) {
    CallOutcome outcome = new CallOutcome();
    outcome.onClose(status, new Metadata());
    return ((GrpcResult.Failed) outcome.await(new Unused())).code();
  }

  /** A call that has ended already. */
  private static final class Unused extends ClientCall<MessageBytes, MessageBytes> {
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
