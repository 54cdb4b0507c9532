package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;

/**
 * The TLS keys that servers and clients share.
 *
 * @param caFile the authorities to trust, a PEM file
 * @param caPem the same as text
 * @param certFile the own certificate chain, a PEM file
 * @param certPem the same as text
 * @param keyFile the own key, a PEM file
 * @param keyPem the same as text
 * @param includeSystemCaCertsPool trust the system's authorities besides {@code ca_file}
 * @param minVersion the lowest TLS version
 * @param maxVersion the highest TLS version, empty for the newest
 * @param cipherSuites cipher suites by their IANA names, empty for safe ones
 * @param includeInsecureCipherSuites also accept weak cipher suites by name
 * @param curvePreferences curves of the key exchange in order
 * @param reloadInterval how old a certificate and key may be before they are read again; zero for
 *     only at a reload
 * @param tpm keys in a trusted platform module
 */
public record TlsConfig(
    @Default("") @Doc("PEM file of the authorities to trust; empty for the system's.")
        String caFile,
    @Default("") @Doc("The authorities as PEM text, instead of ca_file.") Secret caPem,
    @Default("") @Doc("PEM file of the certificate and its chain.") String certFile,
    @Default("") @Doc("The certificate as PEM text, instead of cert_file.") Secret certPem,
    @Default("") @Doc("PEM file of the private key.") String keyFile,
    @Default("") @Doc("The private key as PEM text, instead of key_file.") Secret keyPem,
    @Default("false") @Doc("Trust the system's authorities besides ca_file or ca_pem.")
        boolean includeSystemCaCertsPool,
    @Default("") @Doc("Lowest TLS version: 1.0, 1.1, 1.2 (the default) or 1.3.") String minVersion,
    @Default("") @Doc("Highest TLS version: 1.0, 1.1, 1.2 or 1.3 (the default).") String maxVersion,
    @Default("[]") @Doc("Cipher suites by IANA name; empty for a safe list.")
        List<String> cipherSuites,
    @Default("false") @Doc("Accept weak cipher suites in cipher_suites.")
        boolean includeInsecureCipherSuites,
    @Default("[]") @Doc("Key exchange curves in order: X25519, P256, P384, P521, X25519MLKEM768.")
        List<String> curvePreferences,
    @Default("0s") @Doc("Read certificate and key again when older than this; 0 only at a reload.")
        Duration reloadInterval,
    @Section @Doc("Keys in a trusted platform module.") TpmConfig tpm)
    implements Validated {

  private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2", "1.3");

  /** True if authorities are given. */
  public boolean hasCa() {
    return !caFile.isEmpty() || isSet(caPem);
  }

  /** True if a certificate is given. */
  public boolean hasCertificate() {
    return !certFile.isEmpty() || isSet(certPem);
  }

  /** True if a key is given. */
  public boolean hasKey() {
    return !keyFile.isEmpty() || isSet(keyPem);
  }

  private static boolean isSet(Secret text) {
    return !text.reveal().isEmpty();
  }

  @Override
  public void validate(Problems problems) {
    either(problems, "ca_pem", !caFile.isEmpty() && isSet(caPem), "ca_file or ca_pem");
    either(problems, "cert_pem", !certFile.isEmpty() && isSet(certPem), "cert_file or cert_pem");
    either(problems, "key_pem", !keyFile.isEmpty() && isSet(keyPem), "key_file or key_pem");
    if (hasCertificate() != hasKey()) {
      problems.add("", "has a certificate or a key alone (expected: both, cert_* and key_*)");
    }
    version(problems, "min_version", minVersion);
    version(problems, "max_version", maxVersion);
    int min = VERSIONS.indexOf(minVersion.isEmpty() ? "1.2" : minVersion);
    int max = VERSIONS.indexOf(maxVersion.isEmpty() ? "1.3" : maxVersion);
    if (min >= 0 && max >= 0 && min > max) {
      problems.add("min_version", "is higher than max_version (expected: at most " + max() + ")");
    }
    Rules.cipherSuites(problems, "cipher_suites", cipherSuites);
    Rules.curves(problems, "curve_preferences", curvePreferences);
    if (reloadInterval.isNegative()) {
      problems.add("reload_interval", "is negative (expected: a duration such as 1h)");
    }
    if (tpm.enabled()) {
      problems.add("tpm", "is not supported (expected: key_file or key_pem)");
    }
  }

  private String max() {
    return maxVersion.isEmpty() ? "1.3" : maxVersion;
  }

  private static void either(Problems problems, String key, boolean both, String names) {
    if (both) {
      problems.add(key, "is given twice (expected: either " + names + ", not both)");
    }
  }

  private static void version(Problems problems, String key, String value) {
    if (!value.isEmpty() && !VERSIONS.contains(value)) {
      problems.add(key, "\"" + value + "\" is no TLS version (expected: 1.0, 1.1, 1.2 or 1.3)");
    }
  }
}
