package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.transport.Here;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.http.HttpReply.Response;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long an answer is waited for whose request could not be written. */
class BegunAnswerTest {
  private final Origin origin = Origin.of(URI.create("http://127.0.0.1:1"));
  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private final EmbeddedChannel channel = new EmbeddedChannel(new Unwritable());

  /** Takes no request. */
  private static final class Unwritable extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      ReferenceCountUtil.release(message);
      promise.setFailure(new IOException("broken pipe"));
    }
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  /** Begins an exchange, up to where it waits for an answer. */
  private void begin() {
    channel.freezeTime();
    Http1Connection connection = new Http1Connection(channel, origin, null);
    channel.pipeline().addLast(connection);
    Outgoing request =
        new Outgoing(
            origin,
            "POST",
            "/",
            new DefaultHttpHeaders(),
            List.of(Slice.utf8("x")),
            AnswerRoom.usual(),
            null,
            null);
    Thread waiting =
        Thread.startVirtualThread(
            () -> reply.complete(connection.exchange(request, new Here().soon()).reply()));
    while (waiting.isAlive() && waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    channel.runPendingTasks();
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
  }

  @Test
  void whatHasBegunIsReadToItsEnd() throws Exception {
    begin();
    channel.writeInbound(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE));
    pass(1000);
    channel.writeInbound(
        new DefaultLastHttpContent(Unpooled.copiedBuffer("at most 1 MiB", US_ASCII)));
    assertThat(reply.get(20, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Response.class,
            response -> {
              assertThat(response.status()).isEqualTo(413);
              assertThat(response.body().toUtf8()).isEqualTo("at most 1 MiB");
            });
  }

  @Test
  void whatHasNotBegunIsGivenUp() throws Exception {
    begin();
    pass(499);
    assertThat(reply).isNotDone();
    pass(1);
    assertThat(reply.get(20, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.RESET));
  }
}
