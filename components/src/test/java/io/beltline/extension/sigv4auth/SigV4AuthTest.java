package io.beltline.extension.sigv4auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.beltline.api.ClientAuthenticator.Header;
import io.beltline.api.ClientAuthenticator.OutgoingRequest;
import io.beltline.api.Context;
import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys come from system properties, roles from a token service of the test's own. */
final class SigV4AuthTest {
  private static final String ARN = "arn:aws:iam::123456789012:role/writer";
  private static final String APS = "https://aps-workspaces.eu-west-1.amazonaws.com/w/remote_write";

  @TempDir Path directory;
  private final List<String> asked = new ArrayList<>();
  private HttpServer tokens;

  @BeforeEach
  void begin() throws IOException {
    tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokens.createContext("/", this::give);
    tokens.start();
    System.setProperty("aws.accessKeyId", "AKID");
    System.setProperty("aws.secretAccessKey", "SECRET");
    System.setProperty("aws.endpointUrlSts", "http://127.0.0.1:" + tokens.getAddress().getPort());
  }

  @AfterEach
  void end() {
    tokens.stop(0);
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    System.clearProperty("aws.endpointUrlSts");
  }

  private void give(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(URLDecoder.decode(form, StandardCharsets.UTF_8));
    String action = form.contains("WithWebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole";
    byte[] body =
        """
        <#Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><#Result><Credentials>
        <AccessKeyId>ROLEKEY</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
        </Credentials></#Result></#Response>\
        """
            .replace("#", action)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static SigV4AuthExtension start(String yaml) {
    SigV4AuthExtension extension =
        new SigV4AuthExtension(
            TestSettings.of("sigv4auth").settings(), Configs.bind(SigV4AuthConfig.class, yaml));
    extension.start(new TestHost(new HandClock()));
    return extension;
  }

  private static OutgoingRequest post(String url) {
    return new OutgoingRequest("POST", URI.create(url), Map.of("Host", List.of("h")), List.of());
  }

  private static String authorization(List<Header> headers) {
    return headers.stream()
        .filter(header -> header.name().equals("Authorization"))
        .map(Header::value)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "https://aps-workspaces.eu-west-1.amazonaws.com/x, eu-west-1/aps",
    "https://search-domain.us-east-2.es.amazonaws.com/x, us-east-2/es",
    "https://logs.us-east-1.amazonaws.com/v1/logs, us-east-1/logs",
    "https://xray.ap-south-1.amazonaws.com/v1/traces, ap-south-1/xray",
  })
  void regionAndServiceComeFromTheName(String url, String scope) {
    SigV4AuthExtension extension = start("{}");
    assertThat(authorization(extension.headers(Context.EMPTY, post(url))))
        .contains("Credential=AKID/20250615/" + scope + "/aws4_request");
  }

  @Test
  void whatIsConfiguredCountsMore() {
    SigV4AuthExtension extension = start("{region: r, service: s}");
    assertThat(authorization(extension.headers(Context.EMPTY, post(APS)))).contains("/r/s/aws4");
  }

  @Test
  void aNameThatTellsNothingIsToldOf() {
    SigV4AuthExtension extension = start("{service: aps}");
    assertThatThrownBy(() -> extension.headers(Context.EMPTY, post("https://mimir.example/x")))
        .hasMessageContaining("\"mimir.example\" tells no region");
  }

  @Test
  void itSignsRequestsAndNothingElse() {
    SigV4AuthExtension extension = start("{}");
    assertThat(extension.signsRequests()).isTrue();
    assertThatThrownBy(() -> extension.headers(Context.EMPTY)).hasMessageContaining("HTTP");
  }

  @Test
  void aRoleIsAskedForAndItsSessionSent() {
    SigV4AuthExtension extension =
        start(
            "{region: eu-west-1, assume_role: {arn: '"
                + ARN
                + "', external_id: e, session_name: n}}");
    List<Header> headers = extension.headers(Context.EMPTY, post(APS));
    assertThat(authorization(headers)).contains("Credential=ROLEKEY/");
    assertThat(headers).contains(new Header("X-Amz-Security-Token", "session"));
    assertThat(asked)
        .first()
        .asString()
        .contains("Action=AssumeRole&", "RoleArn=" + ARN, "RoleSessionName=n", "ExternalId=e");
  }

  @Test
  void aTokenOfAnotherProviderIsExchanged() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "jwt\n");
    SigV4AuthExtension extension =
        start(
            "{region: eu-west-1, assume_role: {arn: '"
                + ARN
                + "', session_duration: 30m, web_identity_token_file: '"
                + file
                + "'}}");
    assertThat(authorization(extension.headers(Context.EMPTY, post(APS)))).contains("ROLEKEY");
    assertThat(asked)
        .first()
        .asString()
        .contains(
            "Action=AssumeRoleWithWebIdentity&", "WebIdentityToken=jwt", "DurationSeconds=1800");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{assume_role: {sts_region: r}} | assume_role::arn: must not be empty",
        "{assume_role: {arn: 'arn:x' }} | assume_role::sts_region: must be given",
        "{region: r, assume_role: {arn: role}} | assume_role::arn: is no ARN",
        "{region: r, assume_role: {arn: 'arn:x', session_duration: 1m}} |"
            + " assume_role::session_duration",
        "{region: r, assume_role: {arn: 'arn:x', expiry_window: -1m}} | assume_role::expiry_window",
        "{region: r, assume_role: {arn: 'arn:x', web_identity_token_file: f, external_id: e}} |"
            + " external_id",
      })
  void whatCannotBeIsRefused(String yaml, String words) {
    assertThat(Configs.problems(SigV4AuthConfig.class, yaml))
        .singleElement()
        .asString()
        .contains(words);
  }
}
