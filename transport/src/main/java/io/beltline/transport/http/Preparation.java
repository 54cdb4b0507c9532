package io.beltline.transport.http;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.model.Slice;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.Header;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import io.beltline.transport.config.AuthConfig;
import io.beltline.transport.config.HeaderValue;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.http.HttpReply.Response;
import io.beltline.transport.net.Authenticators;
import io.beltline.transport.net.Listen;
import io.beltline.transport.net.UserInfo;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns calls into requests and raw answers into replies: headers, credentials, codings. */
final class Preparation {
  private static final int UNAUTHORIZED = 401;

  private final HttpClientConfig config;
  private final ClientSettings settings;
  private final Compression compression;
  private final @Nullable ClientAuthenticator authenticator;
  private final @Nullable CookieManager cookies;
  private final @Nullable Origin socket;

  Preparation(HttpClientConfig config, ClientSettings settings) {
    this.config = config;
    this.settings = settings;
    try {
      this.compression = Compression.of(config.compression());
    } catch (IllegalArgumentException unknown) {
      throw new ComponentException("compression: " + unknown.getMessage(), unknown);
    }
    AuthConfig auth = config.auth();
    this.authenticator =
        auth == null ? null : Authenticators.client(settings.host(), auth.authenticator());
    this.cookies = config.cookies() == null ? null : new CookieManager();
    this.socket =
        config.endpoint().startsWith("unix:")
            ? new Origin(false, Listen.unixPath(config.endpoint()), 0, true)
            : null;
  }

  Outgoing prepare(HttpCall call) {
    URI uri = call.uri();
    Origin origin = socket != null ? socket : Origin.of(uri);
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.set(HttpHeaderNames.HOST, origin.authority());
    if (!settings.userAgent().isEmpty()) {
      headers.set(HttpHeaderNames.USER_AGENT, settings.userAgent());
    }
    headers.set(HttpHeaderNames.ACCEPT_ENCODING, "gzip");
    for (Header header : call.headers()) {
      set(headers, header.name(), header.value());
    }
    config.headers().forEach((name, value) -> set(headers, name, value.reveal()));
    UserInfo user = UserInfo.of(uri);
    if (user != null && !headers.contains(HttpHeaderNames.AUTHORIZATION)) {
      headers.set(HttpHeaderNames.AUTHORIZATION, user.basic());
    }
    List<Slice> body = coded(call.body(), headers);
    addCookies(uri, headers);
    if (authenticator != null) {
      credentials(authenticator, call, headers, body)
          .forEach(change -> apply(change, headers, authenticator, call.context()));
    }
    long length = Slice.length(body);
    if (length > 0 || call.method().equals("POST") || call.method().equals("PUT")) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
    }
    return new Outgoing(
        origin, call.method(), target(uri), headers, body, room(call), call.trace(), call.parts());
  }

  private static void set(HttpHeaders headers, String name, String value) {
    try {
      headers.set(name, HeaderValue.of(value));
    } catch (IllegalArgumentException refused) {
      throw new UnsendableException(name, refused);
    }
  }

  /** A header cannot be sent as it is. */
  static final class UnsendableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private UnsendableException(String name, IllegalArgumentException why) {
      super("header " + name + " cannot be sent: " + why.getMessage(), why);
    }
  }

  private static AnswerRoom room(HttpCall call) {
    AnswerRoom room = call.answer();
    return room == null ? AnswerRoom.usual() : room;
  }

  private static void apply(
      ClientAuthenticator.Header change,
      HttpHeaders headers,
      ClientAuthenticator from,
      Context context) {
    try {
      apply(change, headers);
    } catch (UnsendableException refused) {
      if (isOf(context, from.origin(), change.value())) {
        throw refused;
      }
      // a token that is broken may be mended, or a file be read while it was being written
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }

  /** Whether a value came with the data. */
  private static boolean isOf(Context context, ClientAuthenticator.Origin origin, String value) {
    return origin.metadata().stream().anyMatch(key -> context.metadata().get(key).contains(value))
        || origin.attributes().stream().anyMatch(key -> value.equals(context.auth().get(key)));
  }

  private static void apply(ClientAuthenticator.Header change, HttpHeaders headers) {
    switch (change.action()) {
      case SET -> set(headers, change.name(), change.value());
      case INSERT -> {
        if (!headers.contains(change.name())) {
          set(headers, change.name(), change.value());
        }
      }
      case UPDATE -> {
        if (headers.contains(change.name())) {
          set(headers, change.name(), change.value());
        }
      }
      case DELETE -> headers.remove(change.name());
    }
  }

  private static List<ClientAuthenticator.Header> credentials(
      ClientAuthenticator from, HttpCall call, HttpHeaders headers, List<Slice> body) {
    if (!from.signsRequests()) {
      return from.headers(call.context(), call.deadline());
    }
    return from.headers(
        call.context(),
        new ClientAuthenticator.OutgoingRequest(call.method(), call.uri(), byName(headers), body));
  }

  private static Map<String, List<String>> byName(HttpHeaders headers) {
    return headers.names().stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, headers::getAll, (one, same) -> one));
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private List<Slice> coded(List<Slice> body, HttpHeaders headers) {
    if (compression == Compression.NONE
        || body.isEmpty()
        || headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
      return body;
    }
    headers.set(HttpHeaderNames.CONTENT_ENCODING, compression.label());
    return List.of(Codecs.compress(compression, config.compressionParams().level(), body));
  }

  private void addCookies(URI uri, HttpHeaders headers) {
    if (cookies == null) {
      return;
    }
    try {
      List<String> known = cookies.get(uri, Map.of()).getOrDefault("Cookie", List.of());
      if (!known.isEmpty()) {
        headers.set(HttpHeaderNames.COOKIE, String.join("; ", known));
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Keeps cookies, decompresses the body, and tells the authenticator that it is not believed. */
  HttpReply finish(HttpCall call, Outgoing request, HttpReply reply) {
    if (!(reply instanceof Response response)) {
      return reply;
    }
    String credentials = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (response.status() == UNAUTHORIZED && authenticator != null && credentials != null) {
      authenticator.refused(credentials);
    }
    keepCookies(call.uri(), response);
    String coding = response.header("content-encoding");
    Compression format = Compression.find(coding);
    if (format == null || format == Compression.NONE || response.body().length() == 0) {
      return response;
    }
    try {
      AnswerRoom room = room(call);
      Slice body = Codecs.decompress(format, response.body(), room.limit(), room.reservation());
      return new Response(response.status(), response.headers(), body);
    } catch (CompressionException malformed) {
      return new Failure(
          Kind.PROTOCOL,
          "the answer of "
              + Origin.shown(call.uri())
              + " does not decompress: "
              + malformed.getMessage());
    }
  }

  private void keepCookies(URI uri, Response response) {
    List<String> set = response.headers().get("set-cookie");
    if (cookies == null || set.isEmpty()) {
      return;
    }
    try {
      cookies.put(uri, Map.of("Set-Cookie", set));
    } catch (IOException malformed) {
      settings.logger().debug("cookie of {} not kept", Origin.shown(uri), malformed);
    }
  }
}
