package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Validated;
import io.beltline.transport.config.TlsClientConfig;
import io.beltline.transport.config.TlsConfig;
import io.beltline.transport.config.TpmConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code tls_config} section. */
public record ScrapeTlsConfig(
    @Default("") @Doc("The authorities as PEM text.") String ca,
    @Default("") @Doc("The own certificate as PEM text.") String cert,
    @Default("") @Doc("The own key as PEM text.") Secret key,
    @Default("") @Doc("PEM file of the authorities to trust; empty for the system's.")
        String caFile,
    @Default("") @Doc("PEM file of the own certificate.") String certFile,
    @Default("") @Doc("PEM file of the own key.") String keyFile,
    @Default("") @Doc("Not supported: must stay empty.") String caRef,
    @Default("") @Doc("Not supported: must stay empty.") String certRef,
    @Default("") @Doc("Not supported: must stay empty.") String keyRef,
    @Default("") @Doc("The name to ask for and to expect in the certificate.") String serverName,
    @Default("false") @Doc("Whether the certificate is not checked.") boolean insecureSkipVerify,
    @Doc("The lowest TLS version.") @Nullable TlsVersion minVersion,
    @Doc("The highest TLS version.") @Nullable TlsVersion maxVersion)
    implements Validated {

  /** A version of TLS. */
  public enum TlsVersion {
    TLS10("1.0"),
    TLS11("1.1"),
    TLS12("1.2"),
    TLS13("1.3");

    private final String number;

    TlsVersion(String number) {
      this.number = number;
    }

    static String number(@Nullable TlsVersion version) {
      return version == null ? "" : version.number;
    }
  }

  /** The same as the keys of every client. */
  TlsClientConfig client() {
    return client(Path.of(""));
  }

  /**
   * The same as the keys of every client.
   *
   * @param folder where relative paths begin
   */
  TlsClientConfig client(Path folder) {
    return new TlsClientConfig(
        new TlsConfig(
            in(folder, caFile),
            new Secret(ca),
            in(folder, certFile),
            new Secret(cert),
            in(folder, keyFile),
            key,
            false,
            TlsVersion.number(minVersion),
            TlsVersion.number(maxVersion),
            List.of(),
            false,
            List.of(),
            Duration.ofMinutes(1),
            new TpmConfig(false, "", "", "")),
        false,
        insecureSkipVerify,
        serverName);
  }

  private static String in(Path folder, String file) {
    return file.isEmpty() ? file : folder.resolve(file).toString();
  }

  @Override
  public void validate(Problems problems) {
    client().common().validate((key, message) -> problems.add(own(key), message));
    if (!caRef.isEmpty() || !certRef.isEmpty() || !keyRef.isEmpty()) {
      problems.add(
          caRef.isEmpty() ? certRef.isEmpty() ? "key_ref" : "cert_ref" : "ca_ref",
          "is not supported (expected: files or PEM texts)");
    }
  }

  private static String own(String key) {
    return key.replace("_pem", "");
  }
}
