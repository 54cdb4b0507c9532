package io.beltline.extension.oauth2client;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import io.beltline.transport.HostPort;
import io.beltline.transport.config.TlsClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What users write under {@code extensions::oauth2client}. */
public record OAuth2ClientConfig(
    @Doc("The client's id.") @Default("") String clientId,
    @Doc("A file with the client's id, read again when it changes; instead of client_id.")
        @Default("")
        String clientIdFile,
    @Doc("The client's secret.") @Default("") Secret clientSecret,
    @Doc("A file with the client's secret, read again when it changes; instead of client_secret.")
        @Default("")
        String clientSecretFile,
    @Doc("The URL where tokens are asked for.") @Default("") String tokenUrl,
    @Doc("What is asked for.") @Default("[]") List<String> scopes,
    @Doc("Further parameters of the request for a token; each one text or a list.") @Default("{}")
        Map<String, List<String>> endpointParams,
    @Doc("TLS towards the token endpoint.") @Section TlsClientConfig tls,
    @Doc("How long a request for a token may take; 0 for 30s.") @Default("0s") Duration timeout,
    @Doc("How long before its end a token is renewed.") @Default("5m") Duration expiryBuffer,
    @Doc("client_credentials, or urn:ietf:params:oauth:grant-type:jwt-bearer (RFC 7523).")
        @Default("client_credentials")
        GrantType grantType,
    @Doc("jwt-bearer: the client's private key, PEM.") @Default("") Secret clientCertificateKey,
    @Doc("jwt-bearer: a file with that key, read again when it changes.") @Default("")
        String clientCertificateKeyFile,
    @Doc("jwt-bearer: the key's id, put into the assertion; empty for none.") @Default("")
        String clientCertificateKeyId,
    @Doc("jwt-bearer: RS256, RS384 or RS512.") @Default("RS256")
        SignatureAlgorithm signatureAlgorithm,
    @Doc("jwt-bearer: who asserts; empty for the client's id.") @Default("") String iss,
    @Doc("jwt-bearer: who is to believe it; empty for token_url.") @Default("") String audience,
    @Doc("jwt-bearer: further claims, each a text.") @Default("{}") Map<String, String> claims)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (clientId.isEmpty() && clientIdFile.isEmpty()) {
      problems.add("client_id", "must not be empty (expected: client_id or client_id_file)");
    }
    boolean signs = grantType == GrantType.JWT_BEARER;
    if (!signs && clientSecret.reveal().isEmpty() && clientSecretFile.isEmpty()) {
      problems.add(
          "client_secret", "must not be empty (expected: client_secret or client_secret_file)");
    }
    if (signs && clientCertificateKey.reveal().isEmpty() && clientCertificateKeyFile.isEmpty()) {
      problems.add(
          "client_certificate_key",
          "must not be empty (expected: client_certificate_key or client_certificate_key_file)");
    }
    if (!HostPort.isHttp(tokenUrl)) {
      problems.add("token_url", "is no URL: \"" + tokenUrl + "\" (expected: https://HOST/PATH)");
    }
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
    if (expiryBuffer.isNegative()) {
      problems.add("expiry_buffer", "must not be negative (expected: a duration such as 5m)");
    }
  }
}
