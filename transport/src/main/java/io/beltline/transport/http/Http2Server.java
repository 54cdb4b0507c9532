package io.beltline.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** HTTP/2 connections of a server: each stream is a request. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class Http2Server {
  static final int HEADER_LIMIT = 256 << 10;
  private static final int STREAMS = 250;
  private static final int STREAM_WINDOW = 1 << 20;
  private static final int CONNECTION_WINDOW = 8 << 20;

  private Http2Server() {}

  static void add(ChannelPipeline pipeline, ServerState state, boolean secure) {
    Http2FrameCodec codec =
        new ServerCodec()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .maxConcurrentStreams(STREAMS)
                    .initialWindowSize(STREAM_WINDOW)
                    .maxHeaderListSize(HEADER_LIMIT))
            .build();
    long idle = state.config().idleTimeout().toNanos();
    pipeline
        .addLast(new IdleStateHandler(0, 0, idle, TimeUnit.NANOSECONDS))
        .addLast(codec)
        .addLast(
            new Http2MultiplexHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel stream) {
                    ReadTimeouts timeouts = new ReadTimeouts(state.config());
                    stream
                        .pipeline()
                        .addLast(timeouts)
                        .addLast(new Http2StreamFrameToHttpObjectCodec(true))
                        .addLast(new RequestReader(state, timeouts, true, secure));
                  }
                }))
        .addLast(new Connection(codec));
    widen(codec);
  }

  private static void widen(Http2FrameCodec codec) {
    Http2Connection connection = codec.connection();
    try {
      connection
          .local()
          .flowController()
          .incrementWindowSize(connection.connectionStream(), CONNECTION_WINDOW);
    } catch (Http2Exception closed) {
      // the connection is gone: nothing to widen
    }
  }

  /** Ends connections that are idle, broken or at rest during a shutdown. */
  private static final class Connection extends ChannelInboundHandlerAdapter {
    private final Http2FrameCodec codec;

    Connection(Http2FrameCodec codec) {
      this.codec = codec;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      boolean rest = event instanceof IdleStateEvent || event instanceof ServerState.Draining;
      if (rest && codec.connection().numActiveStreams() == 0) {
        ctx.close();
      }
      ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
