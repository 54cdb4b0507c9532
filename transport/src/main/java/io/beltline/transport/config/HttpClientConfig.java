package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an HTTP client.
 *
 * @param endpoint the URL to send to; what it is a base of is the component's matter
 * @param proxyUrl the proxy, empty for the one the environment names
 * @param tls TLS of https URLs
 * @param readBufferSize accepted, without effect
 * @param writeBufferSize accepted, without effect
 * @param timeout how long a whole exchange may take; zero for no limit
 * @param headers headers set on every request
 * @param auth who signs requests, or null
 * @param compression the coding of request bodies
 * @param compressionParams its level
 * @param keepalive which connections are kept, or null if the four older keys say so
 * @param maxIdleConns older: {@code keepalive::max_idle_conns}
 * @param maxIdleConnsPerHost older: {@code keepalive::max_idle_conns_per_host}
 * @param maxConnsPerHost how many connections for one host; zero for no limit
 * @param idleConnTimeout older: {@code keepalive::idle_conn_timeout}
 * @param disableKeepAlives older: {@code keepalive::enabled}
 * @param http2ReadIdleTimeout probe an HTTP/2 connection after this silence; zero never
 * @param http2PingTimeout how long the probe may stay unanswered; zero means 15 s
 * @param cookies keep cookies, or null not to
 * @param forceAttemptHttp2 offer HTTP/2 to https servers
 * @param middlewares not supported: must stay empty
 */
public record HttpClientConfig(
    @Default("") @Doc("The URL to send to.") String endpoint,
    @Default("") @Doc("Proxy URL; empty for HTTP_PROXY, HTTPS_PROXY and NO_PROXY.") String proxyUrl,
    @Section @Doc("TLS of https URLs.") TlsClientConfig tls,
    @Default("0") @Doc("Accepted, without effect.") int readBufferSize,
    @Default("0") @Doc("Accepted, without effect.") int writeBufferSize,
    @Default("0s") @Doc("How long a whole exchange may take; 0 sets no limit.") Duration timeout,
    @Default("{}") @Doc("Headers to set on every request.") Map<String, Secret> headers,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("The authenticator.")
        @Nullable AuthConfig auth,
    @Default("") @Doc("gzip, zstd, snappy, x-snappy-framed, zlib, deflate, lz4, none or empty.")
        String compression,
    @Section @Doc("Parameters of the compression.") CompressionParamsConfig compressionParams,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("Which connections are kept; instead of the four older keys.")
        @Nullable HttpKeepaliveConfig keepalive,
    @Default("100") @Doc("Older: keepalive::max_idle_conns.") int maxIdleConns,
    @Default("0") @Doc("Older: keepalive::max_idle_conns_per_host.") int maxIdleConnsPerHost,
    @Default("0") @Doc("Connections to one host; 0 sets no limit.") int maxConnsPerHost,
    @Default("90s") @Doc("Older: keepalive::idle_conn_timeout.") Duration idleConnTimeout,
    @Default("false") @Doc("Older: keepalive::enabled.") boolean disableKeepAlives,
    @Key("http2_read_idle_timeout")
        @Default("0s")
        @Doc("Probe an HTTP/2 connection after this long without a frame; 0 never.")
        Duration http2ReadIdleTimeout,
    @Key("http2_ping_timeout")
        @Default("0s")
        @Doc("Close an HTTP/2 connection whose probe stays unanswered; 0 means 15s.")
        Duration http2PingTimeout,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("Keep cookies if present.")
        @Nullable CookiesConfig cookies,
    @Key("force_attempt_http2") @Default("true") @Doc("Offer HTTP/2 to https servers.")
        boolean forceAttemptHttp2,
    @Default("[]") @Doc("Not supported: must stay empty.") List<MiddlewareConfig> middlewares)
    implements Validated {

  /** A client of one server, else with all defaults. */
  public static HttpClientConfig to(
      String endpoint, TlsClientConfig tls, Map<String, Secret> headers, String compression) {
    return new HttpClientConfig(
        endpoint,
        "",
        tls,
        0,
        0,
        Duration.ZERO,
        headers,
        null,
        compression,
        new CompressionParamsConfig(0),
        null,
        100,
        0,
        0,
        Duration.ofSeconds(90),
        false,
        Duration.ZERO,
        Duration.ZERO,
        null,
        true,
        List.of());
  }

  /** The same client with other headers and another coding of bodies. */
  public HttpClientConfig with(Map<String, Secret> otherHeaders, String otherCompression) {
    return new HttpClientConfig(
        endpoint,
        proxyUrl,
        tls,
        readBufferSize,
        writeBufferSize,
        timeout,
        otherHeaders,
        auth,
        otherCompression,
        compressionParams,
        keepalive,
        maxIdleConns,
        maxIdleConnsPerHost,
        maxConnsPerHost,
        idleConnTimeout,
        disableKeepAlives,
        http2ReadIdleTimeout,
        http2PingTimeout,
        cookies,
        forceAttemptHttp2,
        middlewares);
  }

  /** The same client whose requests an extension signs. */
  public HttpClientConfig signedBy(AuthConfig authenticator) {
    return new HttpClientConfig(
        endpoint,
        proxyUrl,
        tls,
        readBufferSize,
        writeBufferSize,
        timeout,
        headers,
        authenticator,
        compression,
        compressionParams,
        keepalive,
        maxIdleConns,
        maxIdleConnsPerHost,
        maxConnsPerHost,
        idleConnTimeout,
        disableKeepAlives,
        http2ReadIdleTimeout,
        http2PingTimeout,
        cookies,
        forceAttemptHttp2,
        middlewares);
  }

  /** Which connections are kept, whichever keys say so. */
  public HttpKeepaliveConfig kept() {
    return keepalive != null ? keepalive : older();
  }

  private HttpKeepaliveConfig older() {
    return new HttpKeepaliveConfig(
        !disableKeepAlives, idleConnTimeout, maxIdleConns, maxIdleConnsPerHost);
  }

  @Override
  public void validate(Problems problems) {
    if (keepalive != null && !older().equals(HttpKeepaliveConfig.DEFAULT)) {
      problems.add(
          "keepalive",
          "stands beside idle_conn_timeout, max_idle_conns, max_idle_conns_per_host or"
              + " disable_keep_alives (expected: one or the other)");
    }
    Rules.compression(problems, compression, compressionParams.level());
    Rules.noMiddlewares(problems, middlewares);
    Rules.proxy(problems, proxyUrl);
    Rules.headers(problems, headers);
  }
}
