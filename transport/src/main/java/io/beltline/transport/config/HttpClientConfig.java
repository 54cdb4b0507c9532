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
 * @param maxIdleConns how many idle connections are kept; zero for no limit
 * @param maxIdleConnsPerHost how many of them for one host; zero means 2
 * @param maxConnsPerHost how many connections for one host; zero for no limit
 * @param idleConnTimeout how long a connection stays idle before it is closed; zero for ever
 * @param disableKeepAlives one request a connection
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
    @Default("100") @Doc("Idle connections kept; 0 sets no limit.") int maxIdleConns,
    @Default("0") @Doc("Idle connections kept for one host; 0 means 2.") int maxIdleConnsPerHost,
    @Default("0") @Doc("Connections to one host; 0 sets no limit.") int maxConnsPerHost,
    @Default("90s") @Doc("Close a connection idle for this long; 0 never.")
        Duration idleConnTimeout,
    @Default("false") @Doc("One request a connection.") boolean disableKeepAlives,
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

  @Override
  public void validate(Problems problems) {
    Rules.compression(problems, compression, compressionParams.level());
    Rules.noMiddlewares(problems, middlewares);
    Rules.proxy(problems, proxyUrl);
  }
}
