package io.beltline.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
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
  private static final long CROSSING_MILLIS = 1000;

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
        .addLast(new Connection(codec, state));
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

  /** Ends connections that are idle or broken, and in a shutdown behind their last answer. */
  private static final class Connection extends ChannelInboundHandlerAdapter {
    private final Http2FrameCodec codec;
    private final ServerState state;
    private boolean leaving;
    private boolean heard;
    private boolean waited; // for the sender to hear

    Connection(Http2FrameCodec codec, ServerState state) {
      this.codec = codec;
      this.state = state;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      if (state.draining()) { // behind the requests that came with the greeting
        ctx.executor().execute(() -> leave(ctx));
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == ServerState.Draining.EVENT) {
        leave(ctx);
      } else if (event == ServerState.Draining.LAST) {
        nameLast(ctx);
      } else if (event instanceof IdleStateEvent) {
        rest(ctx);
      }
      ctx.fireUserEventTriggered(event);
    }

    /**
     * Tells the sender to begin no more here. What crosses the news is taken, and the connection
     * ends behind the last answer once the sender has heard it (RFC 9113, section 6.8). The end of
     * the server waits for that too, though not for long.
     */
    private void leave(ChannelHandlerContext ctx) {
      if (leaving || !ctx.channel().isActive()) {
        return;
      }
      leaving = true;
      state.workers().expect();
      ctx.executor().schedule(this::waitedFor, CROSSING_MILLIS, TimeUnit.MILLISECONDS);
      codec
          .connection()
          .addListener(
              new Http2ConnectionAdapter() {
                @Override
                public void onStreamRemoved(Http2Stream stream) {
                  if (heard) {
                    ctx.executor().execute(() -> rest(ctx));
                  }
                }
              });
      ctx.write(
          new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
      ctx.writeAndFlush(new DefaultHttp2PingFrame(0));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (leaving && message instanceof Http2PingFrame ping && ping.ack()) {
        heard = true;
        rest(ctx);
        waitedFor();
      }
      ctx.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      waitedFor();
      ctx.fireChannelInactive();
    }

    private void waitedFor() {
      if (leaving && !waited) {
        waited = true;
        state.workers().over();
      }
    }

    private void rest(ChannelHandlerContext ctx) {
      if (codec.connection().numActiveStreams() == 0) {
        nameLast(ctx);
        ctx.close();
      }
    }

    /** What came behind the last request that was taken can be sent again, to another server. */
    private void nameLast(ChannelHandlerContext ctx) {
      if (leaving) {
        ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
