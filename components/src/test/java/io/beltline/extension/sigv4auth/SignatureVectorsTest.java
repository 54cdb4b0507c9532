package io.beltline.extension.sigv4auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientAuthenticator.Header;
import io.beltline.api.ClientAuthenticator.OutgoingRequest;
import io.beltline.model.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The vectors that Amazon publishes, each of which names the headers signed and the signature. */
final class SignatureVectorsTest {
  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String TOKEN =
      "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
  private static final String DATE = "20150830T123600Z";
  private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");
  private static final Scope SCOPE = new Scope("us-east-1", "service");

  private static Stream<Vector> vectors() throws IOException {
    try (InputStream file = SignatureVectorsTest.class.getResourceAsStream("vectors.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("=== ", -1)).skip(1).map(Vector::of);
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aRequestIsSignedAsPublished(Vector vector) {
    List<Header> added = Signature.headers(vector.request, vector.credentials, SCOPE, TIME);
    assertThat(added).contains(new Header("X-Amz-Date", DATE));
    assertThat(added.getLast())
        .isEqualTo(
            new Header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + KEY
                    + "/20150830/us-east-1/service/aws4_request, SignedHeaders="
                    + vector.signedHeaders
                    + ", Signature="
                    + vector.signature));
  }

  @Test
  void thereAreAllOfThem() throws IOException {
    assertThat(vectors()).hasSize(31);
  }

  /** A request as its vector writes it, and what is to come of it. */
  private record Vector(
      String name,
      OutgoingRequest request,
      AwsCredentialsIdentity credentials,
      String signedHeaders,
      String signature) {

    static Vector of(String text) {
      String[] halves = text.split("\n--- ", -1);
      List<String> lines = halves[0].lines().toList();
      String[] expected = halves[1].strip().split(" ", -1);
      String first = lines.get(1);
      String method = first.substring(0, first.indexOf(' '));
      String target = first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' '));
      Map<String, List<String>> headers = new LinkedHashMap<>();
      int line = 2;
      for (; line < lines.size() && !lines.get(line).isEmpty(); line++) {
        String header = lines.get(line);
        int colon = header.indexOf(':');
        headers
            .computeIfAbsent(header.substring(0, colon), name -> new ArrayList<>())
            .add(header.substring(colon + 1));
      }
      headers.remove("X-Amz-Date"); // the signer puts in its own
      String body = line < lines.size() ? lines.get(line + 1) : "";
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      OutgoingRequest request =
          new OutgoingRequest(
              method,
              URI.create("https://example.amazonaws.com" + target),
              headers,
              List.of(new Slice(bytes, 0, bytes.length)));
      String token = token(lines.get(0), headers);
      AwsCredentialsIdentity credentials =
          token.isEmpty()
              ? AwsBasicCredentials.create(KEY, SECRET)
              : AwsSessionCredentials.create(KEY, SECRET, token);
      return new Vector(lines.get(0), request, credentials, expected[0], expected[1]);
    }

    private static String token(String name, Map<String, List<String>> headers) {
      List<String> sent = headers.remove("X-Amz-Security-Token");
      return sent != null ? sent.getFirst() : name.contains("session-token") ? TOKEN : "";
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
