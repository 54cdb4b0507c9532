package io.beltline.transport.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DecoratingHttp2FrameWriter;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameWriter;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * Builds a server's side of HTTP/2 that ignores what comes in for a stream it has reset (RFC 9113,
 * section 5.1). The library answers each such frame with a reset of its own, STREAM_CLOSED, which a
 * client takes for the failure of a request that was answered properly before.
 */
final class ServerCodec extends Http2FrameCodecBuilder {
  ServerCodec() {
    server(true);
    gracefulShutdownTimeoutMillis(0);
  }

  @Override
  protected Http2FrameCodec build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    return super.build(decoder, new Encoder(encoder), settings);
  }

  private static final class Encoder extends DecoratingHttp2ConnectionEncoder {
    private final Http2FrameWriter writer;

    Encoder(Http2ConnectionEncoder encoder) {
      super(encoder);
      this.writer = new Writer(encoder.frameWriter(), encoder.connection());
    }

    @Override
    public Http2FrameWriter frameWriter() {
      return writer;
    }
  }

  private static final class Writer extends DecoratingHttp2FrameWriter {
    private final Http2Connection connection;

    Writer(Http2FrameWriter writer, Http2Connection connection) {
      super(writer);
      this.connection = connection;
    }

    @Override
    public ChannelFuture writeRstStream(
        ChannelHandlerContext ctx, int stream, long error, ChannelPromise written) {
      if (error == Http2Error.STREAM_CLOSED.code() && connection.stream(stream) == null) {
        return written.setSuccess();
      }
      return super.writeRstStream(ctx, stream, error, written);
    }
  }
}
