package io.beltline.extension.oauth2client;

import io.beltline.api.ComponentException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A signed statement of who the client is: a JSON Web Token (RFC 7519, RFC 7523). */
final class Assertion {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private Assertion() {}

  static String of(OAuth2ClientConfig config, String clientId, String pem, long unixNanos) {
    String signed = part(header(config)) + "." + part(claims(config, clientId, unixNanos));
    try {
      Signature signature = Signature.getInstance(config.signatureAlgorithm().javaName());
      signature.initSign(key(pem));
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException refused) {
      throw new IllegalStateException(
          "cannot sign with client_certificate_key: " + refused, refused);
    }
  }

  private static String part(String json) {
    return BASE64URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(OAuth2ClientConfig config) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("alg", config.signatureAlgorithm().name());
      json.writeStringProperty("typ", "JWT");
      if (!config.clientCertificateKeyId().isEmpty()) {
        json.writeStringProperty("kid", config.clientCertificateKeyId());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String claims(OAuth2ClientConfig config, String clientId, long unixNanos) {
    long now = unixNanos / 1_000_000_000L;
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("iss", config.iss().isEmpty() ? clientId : config.iss());
      json.writeStringProperty("sub", clientId);
      json.writeStringProperty(
          "aud", config.audience().isEmpty() ? config.tokenUrl() : config.audience());
      json.writeNumberProperty("iat", now);
      json.writeNumberProperty("exp", now + LIFE.toSeconds());
      json.writeStringProperty("jti", UUID.randomUUID().toString());
      config.claims().forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** The key of a PEM text, in PKCS #8 as current tools write it. */
  static PrivateKey key(String pem) {
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END PRIVATE KEY-----");
    if (from < 0 || to < from) {
      throw new ComponentException(
          "client_certificate_key: holds no key (expected: PEM with \"BEGIN PRIVATE KEY\", RSA;"
              + " openssl pkcs8 -topk8 -nocrypt makes it of other forms)");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw new ComponentException(
          "client_certificate_key: is no RSA key: " + malformed.getMessage(), malformed);
    }
  }
}
