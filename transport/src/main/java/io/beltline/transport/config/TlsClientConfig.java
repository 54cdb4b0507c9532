package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Squash;
import java.time.Duration;
import java.util.List;

/**
 * The {@code tls} section of a client.
 *
 * @param common the keys shared with servers
 * @param insecure no TLS at all
 * @param insecureSkipVerify TLS without a check of the server's certificate
 * @param serverNameOverride the name to expect in the server's certificate and to ask for
 */
public record TlsClientConfig(
    @Squash TlsConfig common,
    @Default("false") @Doc("No TLS at all.") boolean insecure,
    @Default("false") @Doc("TLS without a check of the server's certificate.")
        boolean insecureSkipVerify,
    @Default("")
        @Doc(
            "The server name to ask for and to expect in the certificate; needed where that of the"
                + " endpoint has an underscore.")
        String serverNameOverride) {

  /** TLS with files, each empty if there is none. */
  public static TlsClientConfig files(
      String caFile, String certFile, String keyFile, boolean insecure) {
    Secret none = new Secret("");
    TlsConfig common =
        new TlsConfig(
            caFile,
            none,
            certFile,
            none,
            keyFile,
            none,
            false,
            "",
            "",
            List.of(),
            false,
            List.of(),
            Duration.ZERO,
            new TpmConfig(false, "", "", ""));
    return new TlsClientConfig(common, insecure, false, "");
  }

  /** True if {@code insecure} holds and no authority is given: the rule for plain text. */
  public boolean isPlaintext() {
    return insecure && !common.hasCa();
  }
}
