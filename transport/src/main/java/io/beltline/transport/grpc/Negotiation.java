package io.beltline.transport.grpc;

import io.beltline.transport.ServerSettings;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalProtocolNegotiationEvent;
import io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.ProtocolNegotiationEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Begins connections: tells a client that speaks HTTP/1 where it is, and passes others on. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class Negotiation implements InternalProtocolNegotiator.ProtocolNegotiator {
  private final InternalProtocolNegotiator.ProtocolNegotiator next;
  private final ServerSettings settings;

  Negotiation(InternalProtocolNegotiator.ProtocolNegotiator next, ServerSettings settings) {
    this.next = next;
    this.settings = settings;
  }

  @Override
  public AsciiString scheme() {
    return next.scheme();
  }

  @Override
  public ChannelHandler newHandler(GrpcHttp2ConnectionHandler handler) {
    ChannelHandler widening = new Widening(handler, next.newHandler(handler), settings);
    return scheme().toString().equals("https") ? widening : new Sniffer(widening);
  }

  @Override
  public void close() {
    next.close();
  }

  /**
   * Puts the gate before the calls, and widens the window as soon as HTTP/2 has begun. Counts
   * connections that fail before, in their TLS handshake.
   */
  private static final class Widening extends ChannelInboundHandlerAdapter {
    private final GrpcHttp2ConnectionHandler handler;
    private final ChannelHandler next;
    private final ServerSettings settings;

    Widening(GrpcHttp2ConnectionHandler handler, ChannelHandler next, ServerSettings settings) {
      this.handler = handler;
      this.next = next;
      this.settings = settings;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      ctx.pipeline().addAfter(ctx.name(), null, next);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      ctx.fireUserEventTriggered(
          event instanceof ProtocolNegotiationEvent begin ? gated(begin) : event);
    }

    private ProtocolNegotiationEvent gated(ProtocolNegotiationEvent begin) {
      return InternalProtocolNegotiationEvent.withAttributes(
          begin,
          InternalProtocolNegotiationEvent.getAttributes(begin).toBuilder()
              .set(MessageGate.KEY, MessageGate.before(handler))
              .build());
    }

    // the library's handlers keep what failed to themselves
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      SslHandler tls = ctx.pipeline().get(SslHandler.class);
      ctx.fireChannelInactive(); // which fails a handshake that has not ended
      Throwable cause = tls == null ? null : tls.handshakeFuture().cause();
      if (cause != null) {
        settings.refused("grpc", "tls").add(1);
        settings.logger().debug("TLS handshake failed: {}", cause.toString());
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      if (ctx.pipeline().context(handler) != null) {
        Windows.widen(handler);
        ctx.pipeline().remove(this);
      }
      ctx.fireChannelReadComplete();
    }
  }

  /** Looks at the first bytes of a connection. */
  static final class Sniffer extends ByteToMessageDecoder {
    private static final Pattern HTTP1 =
        Pattern.compile("(GET|POST|PUT|HEAD|OPTIONS|DELETE|PATCH|TRACE|CONNECT) .*");
    private static final int ENOUGH = 8;
    private static final long LONGEST_SILENCE_SECONDS = 120;
    private static final String BODY =
        "This port speaks gRPC (HTTP/2) only. OTLP over HTTP/1.1 has a port of its own,"
            + " usually 4318.\n";

    private final ChannelHandler next;
    private final List<Object> held = new ArrayList<>();
    private @Nullable Future<?> silence;

    Sniffer(ChannelHandler next) {
      this.next = next;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      silence =
          ctx.executor().schedule(() -> ctx.close(), LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
      if (silence != null) {
        silence.cancel(false);
      }
    }

    // the HTTP/2 handler greets as soon as it is told to begin: hold that back
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      held.add(event);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
      if (in.readableBytes() < ENOUGH) {
        return;
      }
      String start = in.toString(in.readerIndex(), ENOUGH, StandardCharsets.US_ASCII);
      if (!HTTP1.matcher(start).matches()) {
        ctx.pipeline().addAfter(ctx.name(), null, next);
        held.forEach(ctx::fireUserEventTriggered);
        ctx.pipeline().remove(this);
        return;
      }
      in.skipBytes(in.readableBytes());
      String response =
          "HTTP/1.1 415 Unsupported Media Type\r\nContent-Type: text/plain; charset=utf-8\r\n"
              + "Connection: close\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY;
      ctx.writeAndFlush(Unpooled.copiedBuffer(response, StandardCharsets.US_ASCII))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
