package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.ExchangeTrace.Phase;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.Certificate;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Many exchanges at a time over HTTP/2. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class Http2Connection implements Connection {
  private static final int WINDOW = 1 << 20;

  private final Channel channel;
  private final Origin origin;
  private final Http2FrameCodec codec;
  private final AtomicInteger exchanges = new AtomicInteger();
  private final AtomicLong reads = new AtomicLong();
  private volatile boolean leaving;
  private volatile boolean used;
  private volatile long idleSince = System.nanoTime();

  private Http2Connection(Channel channel, Origin origin, Http2FrameCodec codec) {
    this.channel = channel;
    this.origin = origin;
    this.codec = codec;
  }

  static Http2Connection begin(Channel channel, Origin origin, HttpClientConfig config) {
    Http2FrameCodec codec =
        Http2FrameCodecBuilder.forClient()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .pushEnabled(false)
                    .initialWindowSize(WINDOW)
                    .maxHeaderListSize(ClientPipeline.HEADER_LIMIT))
            .gracefulShutdownTimeoutMillis(0) // who closes one has waited, or waits for nothing
            .build();
    Http2Connection connection = new Http2Connection(channel, origin, codec);
    long silence = config.http2ReadIdleTimeout().toNanos();
    if (silence > 0) {
      channel.pipeline().addLast(new IdleStateHandler(silence, 0, 0, TimeUnit.NANOSECONDS));
    }
    channel
        .pipeline()
        .addLast(connection.new Pulse())
        .addLast(codec)
        .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()))
        .addLast(new Http2Probe(config.http2PingTimeout()))
        .addLast(connection.new Watch());
    return connection;
  }

  @Override
  public Exchange exchange(Outgoing request, Deadline deadline) {
    boolean reused = used;
    used = true;
    exchanges.incrementAndGet();
    long before = reads.get();
    ReplyReader reader = new ReplyReader(origin.toString(), request);
    ExchangeTrace.peer(request.trace(), this);
    ExchangeTrace.begin(request.trace(), Phase.SEND);
    try {
      reader.begin(channel.eventLoop(), deadline, () -> open(request, reader));
      HttpReply reply = reader.await();
      if (reply instanceof Failure late && late.kind() == Kind.TIMEOUT && reads.get() == before) {
        leaving = true; // nothing at all came meanwhile: the connection may be dead
      }
      boolean reset = reply instanceof Failure failure && failure.kind() == Kind.RESET;
      return new Exchange(reply, reused && reset && !reader.isBegun());
    } finally {
      idleSince = System.nanoTime();
      if (exchanges.decrementAndGet() == 0 && leaving) {
        channel.close();
      }
    }
  }

  private void open(Outgoing request, ReplyReader reader) {
    new Http2StreamChannelBootstrap(channel)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel stream) {
                stream
                    .pipeline()
                    .addLast(new Http2StreamFrameToHttpObjectCodec(false))
                    .addLast(new Stream(reader));
              }
            })
        .open()
        .addListener(
            opened -> {
              if (opened.isSuccess()) {
                write((Http2StreamChannel) opened.getNow(), request, reader);
              } else {
                leaving = true;
                reader.fail(Kind.RESET, "no stream: " + opened.cause().getMessage());
              }
            });
  }

  private static void write(Http2StreamChannel stream, Outgoing request, ReplyReader reader) {
    if (reader.isDone()) {
      stream.close();
      return;
    }
    reader.whenDone(stream::close);
    FullHttpRequest message;
    try {
      message = request.message(false);
    } catch (RuntimeException | Error broken) { // nobody else hears of it
      reader.fail(Kind.RESET, "the request cannot be made: " + broken);
      throw broken;
    }
    stream
        .writeAndFlush(message)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                ExchangeTrace.end(request.trace(), Phase.SEND);
              } else if (!reader.isBegun()) {
                reader.fail(Kind.RESET, "stream broke: " + written.cause().getMessage());
              }
            });
  }

  @Override
  public boolean isUsable() {
    return !leaving
        && channel.isActive()
        && exchanges.get() < Math.min(1000, codec.connection().local().maxActiveStreams());
  }

  @Override
  public Certificate[] peer() throws SSLPeerUnverifiedException {
    return Connection.peer(channel);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public long idleNanos() {
    return exchanges.get() == 0 ? System.nanoTime() - idleSince : 0;
  }

  @Override
  public Future<?> after(long nanos, Runnable action) {
    return channel.eventLoop().schedule(action, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void onClose(Runnable action) {
    channel.closeFuture().addListener(_ -> action.run());
  }

  @Override
  public void close() {
    leaving = true;
    channel.close();
  }

  /** Fills one reply. */
  private static final class Stream extends ChannelInboundHandlerAdapter {
    private final ReplyReader reader;

    Stream(ReplyReader reader) {
      this.reader = reader;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      try {
        if (message instanceof HttpObject part) {
          if (reader.read(part)) {
            ctx.close();
          }
        } else if (message instanceof Http2ResetFrame reset) {
          reader.fail(Kind.RESET, "stream reset by the server, code " + reset.errorCode());
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof Http2ResetFrame reset) {
        reader.fail(Kind.RESET, "stream reset by the server, code " + reset.errorCode());
      }
      ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      reader.fail(Kind.RESET, "stream closed before the answer was complete");
      ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      reader.fail(Kind.RESET, "stream broke: " + cause.getMessage());
      ctx.close();
    }
  }

  /** Notices that the server says something. */
  private final class Pulse extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      reads.incrementAndGet();
      ctx.fireChannelRead(message);
    }
  }

  /** Notices that the server leaves. */
  private final class Watch extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http2GoAwayFrame) {
        leaving = true;
        if (exchanges.get() == 0) {
          ctx.close();
        }
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      leaving = true;
      ctx.close();
    }
  }
}
