package io.beltline.transport.tls;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.transport.config.TlsClientConfig;
import io.beltline.transport.config.TlsConfig;
import io.beltline.transport.config.TlsServerConfig;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * TLS as configured, for any kind of socket. Certificates are read again as configured, at the
 * handshake that finds them too old, and all files when {@link TlsFiles} says so; no thread watches
 * them. Immutable.
 */
public final class Tls {
  private static final Duration CLIENT_CA_INTERVAL = Duration.ofSeconds(1);

  private final SSLContext context;
  private final SSLParameters parameters;
  private final String serverName;

  private Tls(SSLContext context, SSLParameters parameters, String serverName) {
    this.context = context;
    this.parameters = parameters;
    this.serverName = serverName;
  }

  /**
   * TLS of a server.
   *
   * @throws ComponentException if a file cannot be read, is malformed, or a name is unknown
   */
  public static Tls server(TlsServerConfig config, Clock clock, Logger logger) {
    String file = config.clientCaFile();
    Supplier<X509ExtendedTrustManager> trust = Trust.Everybody::new;
    if (!file.isEmpty()) {
      boolean system = config.common().includeSystemCaCertsPool();
      Duration interval = config.clientCaFileReload() ? CLIENT_CA_INTERVAL : Duration.ZERO;
      var current =
          new Reloading<>(
              () -> authorities("client_ca_file", file, system), clock, interval, logger);
      trust = current::get;
    }
    SSLContext context = context(config.common(), new Trust(trust), clock, logger);
    SSLParameters parameters = TlsParameters.of(config.common(), context, logger);
    parameters.setNeedClientAuth(!file.isEmpty());
    parameters.setUseCipherSuitesOrder(true);
    return new Tls(context, parameters, "");
  }

  /**
   * TLS of a client. The system's authorities are read at the first handshake.
   *
   * @throws ComponentException if a file cannot be read, is malformed, or a name is unknown
   */
  public static Tls client(TlsClientConfig config, Clock clock, Logger logger) {
    SSLContext context =
        context(config.common(), clientTrust(config, clock, logger), clock, logger);
    SSLParameters parameters = TlsParameters.of(config.common(), context, logger);
    parameters.setEndpointIdentificationAlgorithm(config.insecureSkipVerify() ? "" : "HTTPS");
    return new Tls(context, parameters, config.serverNameOverride());
  }

  private static X509ExtendedTrustManager clientTrust(
      TlsClientConfig config, Clock clock, Logger logger) {
    TlsConfig common = config.common();
    X509ExtendedTrustManager given = null;
    if (!common.caFile().isEmpty()) {
      var current =
          new Reloading<>(
              () -> authorities("ca_file", common.caFile(), common.includeSystemCaCertsPool()),
              clock,
              Duration.ZERO,
              logger);
      given = new Trust(current::get);
    } else if (common.hasCa()) {
      given = trust("ca_pem", common.caPem().reveal(), common.includeSystemCaCertsPool());
    }
    if (config.insecureSkipVerify()) {
      return new Trust.Everybody();
    }
    return given != null ? given : new Trust(SystemAuthorities::manager);
  }

  private static X509ExtendedTrustManager authorities(String key, String file, boolean system) {
    return trust(key + ": " + file, Pem.read(key, file), system);
  }

  private static X509ExtendedTrustManager trust(String where, String text, boolean system) {
    List<X509Certificate> all = new ArrayList<>(Pem.certificates(where, text));
    if (system) {
      all.addAll(SystemAuthorities.certificates());
    }
    return Trust.of(all);
  }

  private static SSLContext context(
      TlsConfig config, X509ExtendedTrustManager trust, Clock clock, Logger logger) {
    KeyManager @Nullable [] keys = null;
    if (config.hasCertificate() || config.hasKey()) {
      var current =
          new Reloading<>(
              () -> OwnCertificate.load(config), clock, config.reloadInterval(), logger);
      keys = new KeyManager[] {new OwnCertificate(current)};
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException absent) {
      throw new ComponentException("tls: not available: " + absent.getMessage(), absent);
    }
  }

  /** Makes engines and sockets. */
  public SSLContext context() {
    return context;
  }

  /** What to set on each engine or socket; a copy. */
  public SSLParameters parameters() {
    return TlsParameters.copy(parameters);
  }

  /** The name to ask for and expect instead of the host's, empty for the host's. */
  public String serverName() {
    return serverName;
  }
}
