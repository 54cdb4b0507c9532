package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an HTTP server.
 *
 * @param endpoint host:port, :port, or the path of a Unix socket
 * @param transport tcp, tcp4, tcp6 or unix
 * @param dialer unused by servers; accepted because addresses have it
 * @param tls TLS, or null for plain text
 * @param cors cross-origin requests, or null for none
 * @param auth who may send, or null for everybody
 * @param maxRequestBodySize the largest body in bytes, before and after decompression
 * @param includeMetadata whether request headers travel on with the data
 * @param responseHeaders headers set on every response
 * @param compressionAlgorithms accepted values of Content-Encoding
 * @param readTimeout how long a whole request may take to arrive; zero for no limit
 * @param readHeaderTimeout how long its headers may take; zero means {@code read_timeout}
 * @param writeTimeout how long writing an answer may take; zero for no limit
 * @param idleTimeout how long a connection may wait for its next request; zero means {@code
 *     read_timeout}
 * @param middlewares not supported: must stay empty
 * @param keepAlivesEnabled whether a connection serves more than one request
 */
public record HttpServerConfig(
    @Default("") @Doc("Address to listen on: host:port, :port or a socket path.") String endpoint,
    @Default("tcp") @Doc("tcp, tcp4, tcp6 or unix.") String transport,
    @Section @Doc("Accepted, without effect on a server.") DialerConfig dialer,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("TLS; absent for plain text.")
        @Nullable TlsServerConfig tls,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("Cross-origin requests.")
        @Nullable CorsConfig cors,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("Who may send.")
        @Nullable HttpServerAuthConfig auth,
    @Default("20971520") @Doc("Largest request body in bytes, before and after decompression.")
        long maxRequestBodySize,
    @Default("false") @Doc("Keep request headers as metadata of the data.") boolean includeMetadata,
    @Default("{}") @Doc("Headers to set on every response.") Map<String, Secret> responseHeaders,
    @Default("[\"\", gzip, zstd, zlib, snappy, deflate, lz4, x-snappy-framed]")
        @Doc("Accepted values of Content-Encoding; \"\" stands for none.")
        List<String> compressionAlgorithms,
    @Default("0s") @Doc("How long a whole request may take to arrive; 0 sets no limit.")
        Duration readTimeout,
    @Default("1m") @Doc("How long the headers may take; 0 means read_timeout.")
        Duration readHeaderTimeout,
    @Default("30s") @Doc("How long writing an answer may take; 0 sets no limit.")
        Duration writeTimeout,
    @Default("1m") @Doc("How long a connection may wait for its next request; 0: read_timeout.")
        Duration idleTimeout,
    @Default("[]") @Doc("Not supported: must stay empty.") List<MiddlewareConfig> middlewares,
    @Default("true") @Doc("Whether a connection serves more than one request.")
        boolean keepAlivesEnabled)
    implements Validated {

  private static final long DEFAULT_BODY = 20L << 20;

  /** A plain-text server with all defaults. */
  public static HttpServerConfig at(String endpoint) {
    return new HttpServerConfig(
        endpoint,
        "tcp",
        new DialerConfig(Duration.ZERO),
        null,
        null,
        null,
        DEFAULT_BODY,
        false,
        Map.of(),
        List.of("", "gzip", "zstd", "zlib", "snappy", "deflate", "lz4", "x-snappy-framed"),
        Duration.ZERO,
        Duration.ofMinutes(1),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        List.of(),
        true);
  }

  /** The body limit in force: 20 MiB where zero or less is written. */
  public long bodyLimit() {
    return maxRequestBodySize <= 0 ? DEFAULT_BODY : maxRequestBodySize;
  }

  @Override
  public void validate(Problems problems) {
    Rules.serverTransport(problems, transport);
    Rules.noMiddlewares(problems, middlewares);
    Rules.codings(problems, "compression_algorithms", compressionAlgorithms);
  }

  /** The ids of the extensions that it needs when it starts. */
  public List<String> extensions() {
    return auth == null ? List.of() : List.of(auth.authenticator());
  }
}
