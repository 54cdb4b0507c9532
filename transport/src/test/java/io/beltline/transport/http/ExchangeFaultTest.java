package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.transport.Here;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.net.EventLoops;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An exchange in which something is thrown that nobody expects ends nonetheless. */
class ExchangeFaultTest {
  private static final Origin ORIGIN = Origin.of(URI.create("http://127.0.0.1:1"));

  private static Outgoing request(String method) {
    return new Outgoing(
        ORIGIN, method, "/", new DefaultHttpHeaders(), List.of(), AnswerRoom.usual(), null, null);
  }

  /** A clock that throws when it is asked on an event loop. */
  private static final class Broken implements Clock {
    @Override
    public long unixNanos() {
      return 0;
    }

    @Override
    public long nanoTime() {
      throw new StackOverflowError("deep");
    }

    @Override
    public void sleep(Duration duration) {}

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      return () -> {};
    }
  }

  @Test
  void whoWaitsIsToldThatTheAlarmCouldNotBeSet() {
    try (EventLoops loops = EventLoops.open()) {
      ReplyReader reader = new ReplyReader("here", request("GET"));
      reader.begin(loops.group().next(), new Deadline(new Broken(), 0), () -> {});
      assertThat(reader.await())
          .isEqualTo(
              new Failure(Kind.RESET, "here: cannot be sent: java.lang.StackOverflowError: deep"));
    }
  }

  @Test
  void whoWaitsIsToldThatAnErrorKeptTheRequestFromBeingSent() {
    try (EventLoops loops = EventLoops.open()) {
      ReplyReader reader = new ReplyReader("here", request("GET"));
      reader.begin(
          loops.group().next(),
          new Here().soon(),
          () -> {
            throw new OutOfMemoryError("no room");
          });
      assertThat(reader.await())
          .isEqualTo(
              new Failure(Kind.RESET, "here: cannot be sent: java.lang.OutOfMemoryError: no room"));
    }
  }

  @Test
  void aConnectionWhoseRequestCannotBeWrittenIsClosed() {
    EmbeddedChannel channel = new EmbeddedChannel();
    Http1Connection connection = new Http1Connection(channel, ORIGIN, null);
    assertThatThrownBy(() -> connection.exchange(request("G E T"), new Here().soon()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(connection.isUsable()).isFalse();
    assertThat(channel.isOpen()).isFalse();
    assertThat(connection.idleNanos()).isPositive();
  }
}
