package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.transport.Here;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.net.EventLoops;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
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

  /** A loop whose alarms cannot be cancelled. */
  private static final class Stubborn extends DefaultEventLoop {
    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      return new Alarm(this);
    }
  }

  private static final class Alarm extends DefaultPromise<Void> implements ScheduledFuture<Void> {
    Alarm(EventExecutor loop) {
      super(loop);
    }

    @Override
    public boolean cancel(boolean interrupt) {
      throw new OutOfMemoryError("no room");
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }

  @Test
  void whoWaitsIsToldBeforeTheAlarmIsOff() throws Exception {
    EventLoop loop = new Stubborn();
    try {
      CompletableFuture<String> sent = new CompletableFuture<>();
      ReplyReader reader = new ReplyReader("here", request("GET"));
      reader.begin(loop, new Here().soon(), () -> sent.complete("sent"));
      assertThat(sent.get(20, TimeUnit.SECONDS)).isEqualTo("sent");
      assertThatThrownBy(() -> reader.fail(Kind.RESET, "broken")).hasMessage("no room");
      assertThat(reader.isDone()).isTrue();
      assertThat(reader.await()).isEqualTo(new Failure(Kind.RESET, "here: broken"));
    } finally {
      loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
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
