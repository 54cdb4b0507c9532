package io.beltline.transport.tls;

import io.beltline.api.ComponentException;
import io.beltline.transport.config.TlsConfig;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** Shows the certificate that is current at each handshake. */
final class OwnCertificate extends X509ExtendedKeyManager {
  private static final char[] PASSWORD = {};

  private final Reloading<X509KeyManager> current;

  OwnCertificate(Reloading<X509KeyManager> current) {
    this.current = current;
  }

  static X509KeyManager load(TlsConfig config) {
    boolean certFile = !config.certFile().isEmpty();
    boolean keyFile = !config.keyFile().isEmpty();
    String certWhere = certFile ? "cert_file: " + config.certFile() : "cert_pem";
    String keyWhere = keyFile ? "key_file: " + config.keyFile() : "key_pem";
    String cert = certFile ? Pem.read("cert_file", config.certFile()) : config.certPem().reveal();
    String key = keyFile ? Pem.read("key_file", config.keyFile()) : config.keyPem().reveal();
    List<X509Certificate> chain = Pem.certificates(certWhere, cert);
    PrivateKey privateKey = PrivateKeys.parse(keyWhere, key);
    if (!PrivateKeys.match(privateKey, chain.getFirst().getPublicKey())) {
      throw new ComponentException(
          "tls::" + keyWhere + " does not belong to the certificate in " + certWhere);
    }
    return manager(privateKey, chain);
  }

  private static X509KeyManager manager(PrivateKey key, List<X509Certificate> chain) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      store.setKeyEntry("own", key, PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
      factory.init(store, PASSWORD);
      return (X509KeyManager) factory.getKeyManagers()[0];
    } catch (GeneralSecurityException | IOException unfit) {
      throw new ComponentException("tls: certificate not usable: " + unfit.getMessage(), unfit);
    }
  }

  // the issuers a server names are not heeded, as in the OpenTelemetry Collector: it judges itself
  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
    return current.get().chooseClientAlias(types, null, null);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, Socket socket) {
    return current.get().chooseClientAlias(types, null, null);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, SSLEngine engine) {
    return current.get().chooseServerAlias(type, null, null);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, Socket socket) {
    return current.get().chooseServerAlias(type, null, null);
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return current.get().getClientAliases(type, null);
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return current.get().getServerAliases(type, null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return current.get().getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return current.get().getPrivateKey(alias);
  }
}
