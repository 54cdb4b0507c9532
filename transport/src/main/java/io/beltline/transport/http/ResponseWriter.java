package io.beltline.transport.http;

import io.beltline.model.Slice;
import io.beltline.transport.Header;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Puts responses into the library's form. */
final class ResponseWriter {
  private static final int WORTH_COMPRESSING = 1024;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
  private static final long NANOS = 1_000_000_000L;

  private final ServerState state;
  private volatile DateText date = new DateText(Long.MIN_VALUE, "");

  private record DateText(long second, String text) {}

  ResponseWriter(ServerState state) {
    this.state = state;
  }

  FullHttpResponse render(IncomingRequest request, HttpResponse response) {
    HttpResponse coded = compressed(request, response);
    Slice body = coded.body();
    FullHttpResponse out =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(coded.status()),
            Unpooled.wrappedBuffer(body.array(), body.offset(), body.length()));
    HttpHeaders headers = out.headers();
    state.config().responseHeaders().forEach((name, value) -> headers.set(name, value.reveal()));
    for (Header header : coded.headers()) {
      headers.add(header.name().toLowerCase(Locale.ROOT), header.value());
    }
    if (!state.cors().isPreflight(request)) {
      state.cors().mark(request, headers);
    }
    if (coded.status() != 204 && coded.status() != 304) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length()));
    }
    headers.set(HttpHeaderNames.DATE, date());
    return out;
  }

  private static HttpResponse compressed(IncomingRequest request, HttpResponse response) {
    if (!response.compressible()
        || response.body().length() < WORTH_COMPRESSING
        || !request.header("accept-encoding").contains("gzip")) {
      return response;
    }
    Slice body = Codecs.compress(Compression.GZIP, 0, List.of(response.body()));
    return new HttpResponse(response.status(), response.headers(), body, false)
        .with("content-encoding", "gzip")
        .with("vary", "Accept-Encoding");
  }

  private String date() {
    long second = Math.floorDiv(state.settings().host().clock().unixNanos(), NANOS);
    DateText known = date;
    if (known.second() != second) {
      known =
          new DateText(
              second, FORMAT.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
      date = known;
    }
    return known.text();
  }
}
