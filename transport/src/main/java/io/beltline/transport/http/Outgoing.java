package io.beltline.transport.http;

import io.beltline.model.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request ready to be written, as often as needed.
 *
 * @param origin where to
 * @param method the method
 * @param target path and query
 * @param headers all headers
 * @param body the body, compressed as configured
 * @param answer what the answer may take
 * @param trace is told how the exchange goes, or null
 * @param parts takes the body of the answer as it comes, or null
 */
record Outgoing(
    Origin origin,
    String method,
    String target,
    HttpHeaders headers,
    List<Slice> body,
    AnswerRoom answer,
    @Nullable ExchangeTrace trace,
    @Nullable AnswerParts parts) {

  FullHttpRequest message(boolean absolute) {
    ByteBuf[] buffers =
        body.stream()
            .map(s -> Unpooled.wrappedBuffer(s.array(), s.offset(), s.length()))
            .toArray(ByteBuf[]::new);
    ByteBuf content =
        buffers.length == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedUnmodifiableBuffer(buffers);
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.valueOf(method),
        absolute ? origin.url() + target : target,
        content,
        headers.copy(),
        DefaultHttpHeadersFactory.trailersFactory().newHeaders());
  }
}
