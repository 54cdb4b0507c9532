package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.transport.http.ExchangeTrace.Phase;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.net.UserInfo;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.security.cert.Certificate;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** One exchange at a time over HTTP/1.1. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class Http1Connection extends ChannelInboundHandlerAdapter implements Connection {
  private static final long LAST_WORDS_MILLIS = 500;

  private final Channel channel;
  private final Origin origin;
  private final boolean absolute;
  private final @Nullable UserInfo proxyUser;
  private volatile @Nullable ReplyReader current;
  private volatile boolean usable = true;
  private boolean used;
  private volatile long idleSince = System.nanoTime();

  /** Over a channel; a proxy is given if it reads the requests itself. */
  Http1Connection(Channel channel, Origin origin, @Nullable URI proxy) {
    this.channel = channel;
    this.origin = origin;
    this.absolute = proxy != null;
    this.proxyUser = proxy == null ? null : UserInfo.of(proxy);
  }

  @Override
  public Exchange exchange(Outgoing request, Deadline deadline) {
    boolean reused = used;
    used = true;
    ReplyReader reader = new ReplyReader(origin.toString(), request);
    ExchangeTrace.peer(request.trace(), this);
    ExchangeTrace.begin(request.trace(), Phase.SEND);
    current = reader;
    boolean reusable = false;
    HttpReply reply;
    try {
      if (!channel.isActive()) {
        reader.fail(Kind.RESET, "connection closed");
      } else {
        FullHttpRequest message = message(request);
        reader.begin(channel.eventLoop(), deadline, () -> write(message, request, reader));
      }
      reply = reader.await();
      reusable = usable && !(reply instanceof Failure) && reader.keepAlive();
    } finally {
      idleSince = System.nanoTime();
      current = null;
      if (!reusable) {
        close();
      }
    }
    boolean reset = reply instanceof Failure failure && failure.kind() == Kind.RESET;
    return new Exchange(reply, reused && reset && !reader.isBegun());
  }

  private void write(FullHttpRequest message, Outgoing request, ReplyReader reader) {
    channel
        .writeAndFlush(message)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                ExchangeTrace.end(request.trace(), Phase.SEND);
              } else {
                usable = false;
                broke(reader, "connection broke: " + written.cause().getMessage());
              }
            });
  }

  /** A server that does not want the whole request may have answered before it closed. */
  private void broke(ReplyReader reader, String why) {
    if (!channel.isActive()) {
      reader.fail(Kind.RESET, why);
      return;
    }
    Future<?> patience =
        channel
            .eventLoop()
            .schedule(() -> silent(reader, why), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
    reader.whenDone(() -> patience.cancel(false));
  }

  /** An answer that has begun ends by itself, with the connection, or at the deadline. */
  private static void silent(ReplyReader reader, String why) {
    if (!reader.isBegun()) {
      reader.fail(Kind.RESET, why);
    }
  }

  private FullHttpRequest message(Outgoing request) {
    FullHttpRequest message = request.message(absolute);
    if (proxyUser != null) {
      message.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, proxyUser.basic());
    }
    return message;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      ReplyReader reader = current;
      if (reader == null || reader.isDone()) {
        // nobody asked: the server says that it closes, or speaks out of turn
        usable = false;
        ctx.close();
      } else if (message instanceof HttpObject part && reader.read(part) && !reader.keepAlive()) {
        usable = false;
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    usable = false;
    ReplyReader reader = current;
    if (reader != null) {
      reader.fail(Kind.RESET, "connection closed before the answer was complete");
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    usable = false;
    ReplyReader reader = current;
    if (reader != null) {
      reader.fail(Kind.RESET, "connection broke: " + cause.getMessage());
    }
    ctx.close();
  }

  @Override
  public boolean isUsable() {
    return usable && channel.isActive();
  }

  @Override
  public Certificate[] peer() throws SSLPeerUnverifiedException {
    return Connection.peer(channel);
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public long idleNanos() {
    return current == null ? System.nanoTime() - idleSince : 0;
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
    usable = false;
    channel.close();
  }
}
