package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;

/**
 * The {@code tls} section of a server.
 *
 * @param common the keys shared with clients
 * @param clientCaFile authorities whose clients may connect; if given, every client must prove
 *     itself
 * @param clientCaFileReload whether {@code client_ca_file} is read again when it changes, not only
 *     at a reload
 */
public record TlsServerConfig(
    @Squash TlsConfig common,
    @Default("")
        @Doc("PEM file of authorities for client certificates; clients must then show one.")
        String clientCaFile,
    @Default("false") @Doc("Read client_ca_file again when it changes, not only at a reload.")
        boolean clientCaFileReload)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (!common.hasCertificate() && !common.hasKey()) {
      problems.add("", "has no certificate (expected: cert_file and key_file, or *_pem)");
    }
  }
}
