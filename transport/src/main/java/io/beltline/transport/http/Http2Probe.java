package io.beltline.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Probes a silent connection and closes it if it stays silent. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class Http2Probe extends ChannelInboundHandlerAdapter {
  private static final Duration DEFAULT = Duration.ofSeconds(15);

  private final long timeoutNanos;
  private @Nullable Future<?> timer;

  Http2Probe(Duration timeout) {
    this.timeoutNanos = (timeout.isPositive() ? timeout : DEFAULT).toNanos();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent && timer == null) {
      ctx.channel().writeAndFlush(new DefaultHttp2PingFrame(1));
      timer = ctx.executor().schedule(() -> ctx.close(), timeoutNanos, TimeUnit.NANOSECONDS);
    }
    ctx.fireUserEventTriggered(event);
  }

  // any frame shows that the peer lives; acknowledged pings come here too
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    ctx.fireChannelInactive();
  }
}
