package io.beltline.transport.tls;

import io.beltline.api.ComponentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The system's authorities, read at the first need: the bundle in {@code SSL_CERT_FILE}, else the
 * usual bundle of a Linux distribution, else the Java runtime's own.
 */
final class SystemAuthorities {
  private static final List<String> BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/pki/tls/cacert.pem",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "/etc/ssl/cert.pem");

  private static @Nullable X509ExtendedTrustManager manager;

  private SystemAuthorities() {}

  /** A trust manager over them, shared by all clients. */
  static synchronized X509ExtendedTrustManager manager() {
    X509ExtendedTrustManager found = manager;
    if (found == null) {
      found = Trust.of(certificates());
      manager = found;
    }
    return found;
  }

  /** The authorities themselves. */
  static List<X509Certificate> certificates() {
    String named = System.getenv("SSL_CERT_FILE");
    if (named != null && !named.isEmpty()) {
      return Pem.certificates("SSL_CERT_FILE: " + named, Pem.read("SSL_CERT_FILE", named));
    }
    for (String bundle : BUNDLES) {
      if (Files.isReadable(Path.of(bundle))) {
        return Pem.certificates("system: " + bundle, Pem.read("system", bundle));
      }
    }
    try {
      return List.of(Trust.manager(null).getAcceptedIssuers());
    } catch (GeneralSecurityException absent) {
      throw new ComponentException("tls: no system authorities: " + absent.getMessage(), absent);
    }
  }
}
