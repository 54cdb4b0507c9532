package io.beltline.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.List;

/** Builds a connection: TLS or not, then HTTP/1.1 or HTTP/2. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class ServerPipeline extends ChannelInitializer<Channel> {
  private static final int LINE_LIMIT = 64 << 10;
  private static final int CHUNK = 256 << 10;

  private final ServerState state;

  ServerPipeline(ServerState state) {
    this.state = state;
  }

  @Override
  protected void initChannel(Channel channel) {
    state.opened(channel);
    ReadTimeouts timeouts = new ReadTimeouts(state.config());
    channel.pipeline().addLast(timeouts);
    SslContext tls = state.tls();
    if (tls == null) {
      channel.pipeline().addLast(new Sniffer(timeouts));
    } else {
      channel.pipeline().addLast(tls.newHandler(channel.alloc())).addLast(new Alpn(timeouts));
    }
  }

  private void http1(ChannelPipeline pipeline, ReadTimeouts timeouts, boolean secure) {
    // a sender may end its side behind its request, and still wants the answer
    pipeline.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LINE_LIMIT)
            .setMaxHeaderSize(Http2Server.HEADER_LIMIT)
            .setMaxChunkSize(CHUNK);
    pipeline
        .addLast(new HttpServerCodec(limits))
        .addLast(new FlowControlHandler())
        .addLast(new RequestReader(state, timeouts, false, secure));
  }

  private void http2(ChannelPipeline pipeline, ReadTimeouts timeouts, boolean secure) {
    pipeline.remove(timeouts);
    Http2Server.add(pipeline, state, secure);
  }

  /** Tells HTTP/2 with prior knowledge (RFC 9113, section 3.3) from HTTP/1. */
  private final class Sniffer extends ByteToMessageDecoder {
    private static final int PRI = 'P' << 16 | 'R' << 8 | 'I';

    private final ReadTimeouts timeouts;

    Sniffer(ReadTimeouts timeouts) {
      this.timeouts = timeouts;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
      if (in.readableBytes() < 3) {
        return;
      }
      if (in.getUnsignedMedium(in.readerIndex()) == PRI) {
        http2(ctx.pipeline(), timeouts, false);
      } else {
        http1(ctx.pipeline(), timeouts, false);
      }
      ctx.pipeline().remove(this);
    }
  }

  /** Follows what the TLS handshake agreed on. */
  private final class Alpn extends ApplicationProtocolNegotiationHandler {
    private final ReadTimeouts timeouts;

    Alpn(ReadTimeouts timeouts) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.timeouts = timeouts;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        http2(ctx.pipeline(), timeouts, true);
      } else {
        http1(ctx.pipeline(), timeouts, true);
      }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
      state.refused("tls");
      state.settings().logger().debug("TLS handshake failed: {}", cause.toString());
      ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
