package io.beltline.transport.http;

import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import io.beltline.transport.net.NettyTls;
import io.beltline.transport.tls.Tls;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a client. Configured files are read at once, so that errors show at start; without any,
 * TLS is set up at the first https request.
 */
final class ClientTls {
  private final HttpClientConfig config;
  private final ClientSettings settings;
  private @Nullable SslContext context;

  ClientTls(HttpClientConfig config, ClientSettings settings) {
    this.config = config;
    this.settings = settings;
    TlsClientConfig tls = config.tls();
    if (tls.common().hasCa() || tls.common().hasCertificate() || tls.common().hasKey()) {
      context = load();
    }
  }

  synchronized SslContext context() {
    SslContext known = context;
    if (known == null) {
      known = load();
      context = known;
    }
    return known;
  }

  private SslContext load() {
    Tls tls = Tls.client(config.tls(), settings.host().clock(), settings.logger());
    return config.forceAttemptHttp2()
        ? NettyTls.of(tls, true, "h2", "http/1.1")
        : NettyTls.of(tls, true, "http/1.1");
  }

  /** The name to ask for and expect. */
  String name(Origin origin) {
    String override = config.tls().serverNameOverride();
    return override.isEmpty() ? origin.host() : override;
  }
}
