package io.beltline.transport.http;

import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.net.Proxies;
import io.beltline.transport.net.UserInfo;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Builds one connection and reports when it can be used. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class ClientPipeline {
  static final int HEADER_LIMIT = 256 << 10;
  private static final int CHUNK = 256 << 10;

  private final HttpClientConfig config;
  private final Origin origin;
  private final @Nullable URI proxy;
  private final @Nullable SslContext tls;
  private final String serverName;
  private final CompletableFuture<Connection> ready;

  ClientPipeline(
      HttpClientConfig config,
      Origin origin,
      @Nullable URI proxy,
      @Nullable ClientTls tls,
      CompletableFuture<Connection> ready) {
    this.config = config;
    this.origin = origin;
    this.proxy = proxy;
    this.tls = tls == null ? null : tls.context();
    this.serverName = tls == null ? "" : tls.name(origin);
    this.ready = ready;
  }

  /** What kind of failure ended the attempt. */
  static Kind kind(Throwable cause) {
    return cause instanceof SSLException ? Kind.TLS : Kind.CONNECT;
  }

  void begin(Channel channel) {
    if (proxy != null && Proxies.tunnels(proxy, origin.secure())) {
      channel.pipeline().addLast(tunnel(proxy, Proxies.isSocks(proxy)));
    }
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc(), serverName, origin.port()));
    }
    channel.pipeline().addLast(new Waiting());
  }

  private static ProxyHandler tunnel(URI proxy, boolean socks) {
    InetSocketAddress address = Proxies.address(proxy);
    UserInfo user = UserInfo.of(proxy);
    if (socks) {
      return user == null
          ? new Socks5ProxyHandler(address)
          : new Socks5ProxyHandler(address, user.name(), user.password());
    }
    return user == null
        ? new HttpProxyHandler(address)
        : new HttpProxyHandler(address, user.name(), user.password());
  }

  private void http1(Channel channel) {
    channel.config().setAutoClose(false); // what cannot be sent any more may have been answered
    boolean absolute = proxy != null && !Proxies.tunnels(proxy, origin.secure());
    HttpDecoderConfig limits =
        new HttpDecoderConfig().setMaxHeaderSize(HEADER_LIMIT).setMaxChunkSize(CHUNK);
    Http1Connection connection = new Http1Connection(channel, origin, absolute ? proxy : null);
    channel.pipeline().addLast(new HttpClientCodec(limits, false, false)).addLast(connection);
    ready.complete(connection);
  }

  private void http2(Channel channel) {
    ready.complete(Http2Connection.begin(channel, origin, config));
  }

  /** Waits for proxy and TLS. */
  private final class Waiting extends ChannelInboundHandlerAdapter {
    private boolean tunnelled;

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      if (tls == null) {
        ctx.pipeline().remove(this);
        http1(ctx.channel());
      }
      ctx.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
        SslHandler handler = ctx.pipeline().get(SslHandler.class);
        ctx.pipeline().remove(this);
        if ("h2".equals(handler.applicationProtocol())) {
          http2(ctx.channel());
        } else {
          http1(ctx.channel());
        }
      } else if (event instanceof ProxyConnectionEvent) {
        tunnelled = true;
      } else if (event instanceof SslHandshakeCompletionEvent failed) {
        ready.completeExceptionally(reason(failed.cause()));
        ctx.close();
      }
      ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      Throwable inner = cause.getCause();
      ready.completeExceptionally(reason(inner instanceof SSLException ? inner : cause));
      ctx.close();
    }

    /** A proxy that declines fails the handshake that waits behind it: tell the proxy's reason. */
    private Throwable reason(Throwable cause) {
      boolean declined = !tunnelled && proxy != null && Proxies.tunnels(proxy, origin.secure());
      for (Throwable at = cause; declined && at != null; at = at.getCause()) {
        if (at instanceof ProxyConnectException) {
          return at;
        }
      }
      return cause;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      ready.completeExceptionally(new IOException("connection closed while it was set up"));
      ctx.fireChannelInactive();
    }
  }
}
