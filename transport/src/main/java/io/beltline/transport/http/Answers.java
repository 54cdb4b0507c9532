package io.beltline.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import java.util.concurrent.TimeUnit;

/**
 * Writes the answers of one HTTP/1.1 connection or one HTTP/2 stream, and knows whether it goes on
 * behind them. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class Answers {
  private static final long LINGER_MILLIS = 5_000;
  private static final long STREAM_LINGER_MILLIS = 1_000;

  private final ServerState state;
  private final boolean http2;
  private boolean keepAlive;

  Answers(ServerState state, boolean http2) {
    this.state = state;
    this.http2 = http2;
  }

  /** A request begins. */
  void begin(HttpRequest head) {
    keepAlive = http2 || (HttpUtil.isKeepAlive(head) && state.config().keepAlivesEnabled());
  }

  /** The connection shall end behind the answer. */
  void last() {
    if (!http2) {
      keepAlive = false;
    }
  }

  /** Asks for the body. */
  void proceed(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
  }

  /** Answers a request that has come whole; true if the connection takes another one. */
  boolean whole(ChannelHandlerContext ctx, FullHttpResponse response) {
    ChannelFuture written = write(ctx, response);
    if (!http2 && !keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
    return !http2 && keepAlive;
  }

  /** Answers a request whose end has not come, for whose rest the caller waits. */
  void early(ChannelHandlerContext ctx, FullHttpResponse response) {
    ChannelFuture written = write(ctx, response);
    if (http2) {
      written.addListener(_ -> reset(ctx));
    } else if (!keepAlive) {
      ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Ends a stream whose sender does not stop (RFC 9113, section 8.1). Only after a while: some
   * clients take a reset that finds them sending for a failure, though the answer is there.
   */
  private static void reset(ChannelHandlerContext ctx) {
    var timer =
        ctx.executor()
            .schedule(
                () -> ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR)),
                STREAM_LINGER_MILLIS,
                TimeUnit.MILLISECONDS);
    ctx.channel().closeFuture().addListener(_ -> timer.cancel(false));
  }

  /** The rest of a request answered early has come; true if the connection takes another one. */
  boolean over(ChannelHandlerContext ctx) {
    if (keepAlive && !state.draining()) {
      return true;
    }
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    return false;
  }

  private ChannelFuture write(ChannelHandlerContext ctx, FullHttpResponse response) {
    if (state.draining()) {
      last();
    }
    if (!http2) {
      HttpUtil.setKeepAlive(response, keepAlive);
    }
    ChannelFuture written = ctx.writeAndFlush(response);
    limit(ctx.channel(), written);
    return written;
  }

  private void limit(Channel channel, ChannelFuture written) {
    long timeout = state.config().writeTimeout().toNanos();
    if (timeout > 0 && !written.isDone()) {
      var timer =
          channel.eventLoop().schedule(() -> channel.close(), timeout, TimeUnit.NANOSECONDS);
      written.addListener(_ -> timer.cancel(false));
    }
  }

  /** Answers what is no request, and closes. */
  void malformed(ChannelHandlerContext ctx, Throwable cause) {
    int status =
        switch (cause) {
          case TooLongHttpLineException _ -> 414;
          case TooLongHttpHeaderException _ -> 431;
          default -> 400;
        };
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, "0");
    response.headers().set(HttpHeaderNames.CONNECTION, "close");
    keepAlive = false;
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
