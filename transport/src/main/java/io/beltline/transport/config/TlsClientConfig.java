package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;

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
    @Default("") @Doc("The server name to ask for and to expect in the certificate.")
        String serverNameOverride) {

  /** True if {@code insecure} holds and no authority is given: the rule for plain text. */
  public boolean isPlaintext() {
    return insecure && !common.hasCa();
  }
}
