package io.beltline.receiver.prometheus;

import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * How targets are asked where the keys of every HTTP client say it.
 *
 * @param client the keys
 * @param tokenFile a file with a token to send, read for each request; empty for none
 */
record SimpleClient(HttpClientConfig client, String tokenFile) {

  /** The client of a configuration, with the older keys for TLS where they are written. */
  static SimpleClient of(PrometheusSimpleConfig config, String tokenFile) {
    HttpClientConfig written = config.client();
    @Nullable ScrapeTlsConfig older = config.tlsConfig();
    TlsClientConfig tls = config.tlsEnabled() && older != null ? older.client() : written.tls();
    HttpClientConfig client =
        new HttpClientConfig(
            "",
            written.proxyUrl(),
            tls,
            written.readBufferSize(),
            written.writeBufferSize(),
            written.timeout(),
            written.headers(),
            written.auth(),
            written.compression(),
            written.compressionParams(),
            written.keepalive(),
            written.maxIdleConns(),
            written.maxIdleConnsPerHost(),
            written.maxConnsPerHost(),
            written.idleConnTimeout(),
            written.disableKeepAlives(),
            written.http2ReadIdleTimeout(),
            written.http2PingTimeout(),
            written.cookies(),
            written.forceAttemptHttp2(),
            written.middlewares());
    return new SimpleClient(client, config.useServiceAccount() ? tokenFile : "");
  }
}
