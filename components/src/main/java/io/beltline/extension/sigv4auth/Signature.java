package io.beltline.extension.sigv4auth;

import io.beltline.api.ClientAuthenticator.Header;
import io.beltline.api.ClientAuthenticator.OutgoingRequest;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signature Version 4 of a request in its headers (<a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature Version
 * 4</a>).
 */
final class Signature {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Signature() {}

  /** The headers that sign a request. */
  static List<Header> headers(
      OutgoingRequest request, AwsCredentialsIdentity credentials, Scope scope, Instant time) {
    String at = TIME.format(time);
    List<Header> added = new ArrayList<>();
    added.add(new Header("X-Amz-Date", at));
    if (credentials instanceof AwsSessionCredentials session) {
      added.add(new Header("X-Amz-Security-Token", session.sessionToken()));
    }
    CanonicalRequest canonical = CanonicalRequest.of(request, added, bodyHash(request.body()));
    String within =
        at.substring(0, 8) + "/" + scope.region() + "/" + scope.service() + "/aws4_request";
    String toSign = ALGORITHM + "\n" + at + "\n" + within + "\n" + hash(canonical.text());
    byte[] key = bytes("AWS4" + credentials.secretAccessKey());
    for (String part : within.split("/", -1)) {
      key = hmac(key, part);
    }
    added.add(
        new Header(
            "Authorization",
            ALGORITHM
                + " Credential="
                + credentials.accessKeyId()
                + "/"
                + within
                + ", SignedHeaders="
                + canonical.signedHeaders()
                + ", Signature="
                + HexFormat.of().formatHex(hmac(key, toSign))));
    return List.copyOf(added);
  }

  private static String bodyHash(List<Slice> body) {
    MessageDigest digest = sha256();
    body.forEach(part -> digest.update(part.array(), part.offset(), part.length()));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(sha256().digest(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", missing);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java runtime has SHA-256", missing);
    }
  }
}
