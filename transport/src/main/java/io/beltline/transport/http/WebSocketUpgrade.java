package io.beltline.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** Makes a WebSocket of an HTTP/1.1 connection. Runs on the connection's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class WebSocketUpgrade {
  private static final int MOST_RECEIVED = 64 << 10;

  private final ServerState state;
  private final WebSockets sockets;

  WebSocketUpgrade(ServerState state, WebSockets sockets) {
    this.state = state;
    this.sockets = sockets;
  }

  /** Answers the request that asks for it. The handler of the context is replaced. */
  void perform(ChannelHandlerContext ctx, IncomingRequest request, ReadTimeouts timeouts) {
    if (state.cors().refuses(request)) {
      refuse(ctx, request, 403, "origin not allowed");
    } else if (!sockets.enter()) {
      refuse(ctx, request, 503, "too many listeners");
    } else {
      shake(ctx, request, timeouts);
    }
  }

  private void refuse(
      ChannelHandlerContext ctx, IncomingRequest request, int status, String message) {
    state.refused("websocket");
    ctx.writeAndFlush(state.writer().render(request, HttpResponse.text(status, message + "\n")))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void shake(ChannelHandlerContext ctx, IncomingRequest request, ReadTimeouts timeouts) {
    Channel channel = ctx.channel();
    FullHttpRequest head =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.GET,
            request.path(),
            Unpooled.EMPTY_BUFFER,
            request.raw(),
            new DefaultHttpHeaders());
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(request.path(), null, false, MOST_RECEIVED)
            .newHandshaker(head);
    if (handshaker == null) {
      sockets.leave(channel);
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    channel.pipeline().remove(timeouts);
    channel
        .pipeline()
        .replace(ctx.handler(), "websocket", new WebSocketReader(state, sockets, handshaker));
    try {
      sockets.join(channel); // what is sent from now on comes behind the answer
      handshaker.handshake(channel, head).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      channel.config().setAutoRead(true);
    } catch (WebSocketHandshakeException wrong) {
      sockets.mute(channel);
      channel
          .writeAndFlush(
              state.writer().render(request, HttpResponse.text(400, wrong.getMessage() + "\n")))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
