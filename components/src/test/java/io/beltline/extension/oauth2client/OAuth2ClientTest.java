package io.beltline.extension.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.beltline.api.ClientAuthenticator.Header;
import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a token endpoint of the test's own, on a clock that it moves. */
final class OAuth2ClientTest {
  @TempDir Path directory;
  private final HandClock clock = new HandClock();
  private final List<String> authorizations = new ArrayList<>();
  private final List<String> forms = new ArrayList<>();
  private int status = 200;
  private boolean bodyOnly;
  private CompletableFuture<Void> hold = CompletableFuture.completedFuture(null);
  private String answer = "";
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    hold.join();
    boolean refused = bodyOnly && authorizations.getLast() != null;
    byte[] body =
        (refused ? "{\"error\":\"invalid_client\"}" : answer)
            .replace("#", Integer.toString(forms.size()))
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(refused ? 401 : status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private OAuth2ClientExtension start(String keys) {
    return start(keys, task -> Thread.ofVirtual().start(task), clock);
  }

  private OAuth2ClientExtension start(String keys, Executor threads, Clock time) {
    String yaml =
        "token_url: 'http://127.0.0.1:" + server.getAddress().getPort() + "/token'\n" + keys;
    OAuth2ClientExtension extension =
        new OAuth2ClientExtension(
            TestSettings.of("oauth2client").settings(),
            Configs.bind(OAuth2ClientConfig.class, yaml),
            threads);
    extension.start(new TestHost(time));
    return extension;
  }

  private static String sent(OAuth2ClientExtension extension) {
    List<Header> headers = extension.headers(Context.EMPTY);
    assertThat(headers).hasSize(1);
    assertThat(headers.getFirst().name()).isEqualTo("Authorization");
    return headers.getFirst().value();
  }

  @Test
  void defaultsAreThoseOfTheCollector() {
    OAuth2ClientConfig config =
        Configs.bind(
            OAuth2ClientConfig.class, "{client_id: a, client_secret: b, token_url: 'https://c/d'}");
    assertThat(config.timeout()).isEqualTo(Duration.ZERO);
    assertThat(config.expiryBuffer()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.grantType()).isEqualTo(GrantType.CLIENT_CREDENTIALS);
    assertThat(config.signatureAlgorithm()).isEqualTo(SignatureAlgorithm.RS256);
    assertThat(config.scopes()).isEmpty();
    assertThat(config.toString()).doesNotContain("clientSecret=b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{client_secret: b, token_url: 'https://c/d'} | client_id: must not be empty",
        "{client_id: a, token_url: 'https://c/d'} | client_secret: must not be empty",
        "{client_id: a, client_secret: b} | token_url: is no URL",
        "{client_id: a, client_secret: b, token_url: 'ftp://c'} | token_url: is no URL",
        "{client_id: a, client_secret: b, token_url: 'https://c', timeout: -1s} | timeout: must"
            + " not",
        "{client_id: a, client_secret: b, token_url: 'https://c', expiry_buffer: -1s} |"
            + " expiry_buffer",
        "{client_id: a, client_secret: b, token_url: 'https://c', grant_type: password} |"
            + " grant_type",
        "{client_id: a, client_secret: b, token_url: 'https://c', signature_algorithm: HS256} |"
            + " signature_algorithm",
        "{client_id: a, grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', token_url:"
            + " 'https://c'} | client_certificate_key: must not be empty",
      })
  void whatCannotBeIsRefused(String yaml, String words) {
    assertThat(Configs.problems(OAuth2ClientConfig.class, yaml))
        .singleElement()
        .asString()
        .contains(words);
  }

  @Test
  void aTokenIsAskedForOnceAndAgainBeforeItEnds() {
    answer = "{\"access_token\": \"t#\", \"token_type\": \"bearer\", \"expires_in\": 3600}";
    OAuth2ClientExtension extension =
        start(
            """
            client_id: me
            client_secret: p w
            scopes: [a, b]
            endpoint_params: {audience: x}
            """);
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    clock.advance(Duration.ofMinutes(54));
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    clock.advance(Duration.ofMinutes(1));
    assertThat(sent(extension)).isEqualTo("Bearer t2");
    assertThat(forms).hasSize(2).containsOnly("grant_type=client_credentials&scope=a+b&audience=x");
    assertThat(authorizations)
        .containsOnly(
            "Basic "
                + Base64.getEncoder().encodeToString("me:p+w".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anEndpointThatWantsTheSecretInTheBodyIsFoundOut() {
    bodyOnly = true;
    answer = "{\"access_token\": \"t#\", \"expires_in\": 60}";
    OAuth2ClientExtension extension =
        start("client_id: me\nclient_secret: p w\nendpoint_params: {audience: x}");
    assertThat(sent(extension)).isEqualTo("Bearer t2");
    clock.advance(Duration.ofSeconds(30));
    assertThat(sent(extension)).isEqualTo("Bearer t3");
    String body = "grant_type=client_credentials&client_id=me&client_secret=p+w&audience=x";
    assertThat(forms).containsExactly("grant_type=client_credentials&audience=x", body, body);
    assertThat(authorizations.subList(1, 3)).containsOnlyNulls();
  }

  @Test
  void bothRefusalsAreToldAndNothingIsConcludedFromThem() {
    bodyOnly = true;
    status = 400;
    answer = "no";
    OAuth2ClientExtension extension = start("client_id: me\nclient_secret: s");
    assertThatThrownBy(() -> sent(extension))
        .hasMessageContaining(
            "answers 401 {\"error\":\"invalid_client\"}; with the secret in the body")
        .hasMessageEndingWith("answers 400 no");
    bodyOnly = false;
    status = 200;
    answer = "{\"access_token\": \"t#\"}";
    clock.advance(Duration.ofSeconds(1));
    assertThat(sent(extension)).isEqualTo("Bearer t3");
    assertThat(authorizations.getLast()).startsWith("Basic ");
  }

  @Test
  void whoWaitsForATokenWaitsNoLongerThanItsDeadline() throws InterruptedException {
    hold = new CompletableFuture<>();
    answer = "{\"access_token\": \"t#\", \"expires_in\": 3600}";
    OAuth2ClientExtension extension = start("client_id: me\nclient_secret: s");
    CompletableFuture<String> told = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    extension.headers(Context.EMPTY, Deadline.in(clock, Duration.ofSeconds(2)));
                    told.complete("a token");
                  } catch (IllegalStateException late) {
                    told.complete(late.getMessage());
                  }
                });
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(told).isNotDone();
    clock.advance(Duration.ofSeconds(1));
    assertThat(told.join()).isEqualTo("no token before the deadline");
    waiting.join();
    hold.complete(null);
    assertThat(sent(extension)).as("asked for once").isEqualTo("Bearer t1");
  }

  @Test
  void anErrorWhileATokenIsAskedForEndsTheWaiting() {
    answer = "{\"access_token\": \"t#\", \"expires_in\": 3600}";
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    AtomicReference<@Nullable Thread> asking = new AtomicReference<>();
    Clock breaking =
        (Clock)
            Proxy.newProxyInstance(
                Clock.class.getClassLoader(),
                new Class<?>[] {Clock.class},
                (proxy, method, given) -> {
                  if (Thread.currentThread().equals(asking.get()) && !thrown.isDone()) {
                    throw new OutOfMemoryError("of the test");
                  }
                  return method.invoke(clock, given);
                });
    OAuth2ClientExtension extension =
        start(
            "client_id: me\nclient_secret: s",
            task -> {
              Thread thread = Thread.ofPlatform().unstarted(task);
              thread.setUncaughtExceptionHandler((at, error) -> thrown.complete(error));
              asking.set(thread);
              thread.start();
            },
            breaking);
    assertThatThrownBy(() -> sent(extension)).hasMessage("no token: the request broke off");
    assertThat(thrown.join()).isInstanceOf(OutOfMemoryError.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(sent(extension)).startsWith("Bearer t");
  }

  @Test
  void aThreadThatCannotStartIsTriedAgain() {
    answer = "{\"access_token\": \"t#\", \"expires_in\": 3600}";
    AtomicBoolean full = new AtomicBoolean(true);
    OAuth2ClientExtension extension =
        start(
            "client_id: me\nclient_secret: s",
            task -> {
              if (full.get()) {
                throw new OutOfMemoryError("no thread");
              }
              Thread.ofVirtual().start(task);
            },
            clock);
    assertThatThrownBy(() -> sent(extension)).isInstanceOf(OutOfMemoryError.class);
    full.set(false);
    assertThat(sent(extension)).isEqualTo("Bearer t1");
  }

  @Test
  void aTokenThatLivesShorterThanTheBufferIsKeptForHalfItsLife() {
    answer = "{\"access_token\": \"t#\", \"expires_in\": 60}";
    OAuth2ClientExtension extension = start("client_id: me\nclient_secret: s");
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    clock.advance(Duration.ofSeconds(29));
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    clock.advance(Duration.ofSeconds(1));
    assertThat(sent(extension)).isEqualTo("Bearer t2");
  }

  @Test
  void whileTheEndpointFailsTheTokenIsUsedToItsEnd() {
    answer = "{\"access_token\": \"t#\", \"expires_in\": 3600}";
    OAuth2ClientExtension extension = start("client_id: me\nclient_secret: s");
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    status = 503;
    answer = "busy";
    clock.advance(Duration.ofMinutes(59));
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    assertThat(forms).as("asked once a second at most").hasSize(2);
    clock.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> sent(extension)).hasMessageContaining("/token: answers 503 busy");
    status = 200;
    answer = "{\"access_token\": \"t#\"}";
    clock.advance(Duration.ofSeconds(1));
    assertThat(sent(extension)).isEqualTo("Bearer t4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"expires_in\": 3600"})
  void aTokenThatIsRefusedIsRenewedOnce(String end) {
    answer = "{\"access_token\": \"t#\"" + end + "}";
    OAuth2ClientExtension extension = start("client_id: me\nclient_secret: s");
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    extension.refused("Bearer t1");
    assertThat(sent(extension)).as("it is new").isEqualTo("Bearer t1");
    clock.advance(Duration.ofSeconds(10));
    extension.refused("Bearer t0");
    assertThat(sent(extension)).as("another was refused").isEqualTo("Bearer t1");
    extension.refused("Bearer t1");
    extension.refused("Bearer t1");
    assertThat(sent(extension)).isEqualTo("Bearer t2");
    extension.refused("Bearer t1");
    assertThat(sent(extension)).as("that was before").isEqualTo("Bearer t2");
  }

  @Test
  void aTokenThatIsRefusedIsUsedAsLongAsThereIsNoOther() {
    answer = "{\"access_token\": \"t#\"}";
    OAuth2ClientExtension extension = start("client_id: me\nclient_secret: s");
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    clock.advance(Duration.ofSeconds(10));
    status = 503;
    extension.refused("Bearer t1");
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    assertThat(forms).as("asked once a second at most").hasSize(2);
    status = 200;
    clock.advance(Duration.ofSeconds(1));
    assertThat(sent(extension)).isEqualTo("Bearer t3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"error\":\"invalid_client\"} | answers 401 {\"error\":\"invalid_client\"}",
        "200 | [] | answers no JSON object",
        "200 | {\"access_token\": | answers no JSON",
        "200 | {\"token_type\":\"bearer\"} | answers no access_token",
      })
  void aRefusalIsTold(int refusal, String body, String words) {
    status = refusal;
    answer = body;
    OAuth2ClientExtension extension = start("client_id: me\nclient_secret: s");
    assertThatThrownBy(() -> sent(extension)).hasMessageContaining(words);
  }

  @Test
  void aSecretInAFileIsReadAgain() throws IOException {
    answer = "{\"access_token\": \"t#\", \"expires_in\": 60}";
    Path file = Files.writeString(directory.resolve("secret"), "one\n");
    OAuth2ClientExtension extension = start("client_id: me\nclient_secret_file: " + file);
    sent(extension);
    Files.writeString(file, "other\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    clock.advance(Duration.ofSeconds(30));
    sent(extension);
    assertThat(authorizations)
        .map(
            value ->
                new String(Base64.getDecoder().decode(value.substring(6)), StandardCharsets.UTF_8))
        .containsExactly("me:one", "me:other");
  }

  @Test
  void aMissingFileIsAnErrorAtStart() {
    assertThatThrownBy(() -> start("client_id: me\nclient_secret_file: " + directory.resolve("no")))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("client_secret_file");
  }

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void anAssertionIsSignedWithTheKey(SignatureAlgorithm algorithm)
      throws IOException, GeneralSecurityException {
    answer = "{\"access_token\": \"t#\"}";
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Path file =
        Files.writeString(
            directory.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    OAuth2ClientExtension extension =
        start(
            "client_id: me\ngrant_type: urn:ietf:params:oauth:grant-type:jwt-bearer\n"
                + "client_certificate_key_file: "
                + file
                + "\nclient_certificate_key_id: k1\naudience: https://there\nclaims: {role: r}\n"
                + "signature_algorithm: "
                + algorithm);
    assertThat(sent(extension)).isEqualTo("Bearer t1");
    String form = URLDecoder.decode(forms.getFirst(), StandardCharsets.UTF_8);
    assertThat(form)
        .startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=");
    String[] parts = form.substring(form.indexOf("assertion=") + 10).split("\\.", -1);
    assertThat(decoded(parts[0]))
        .isEqualTo("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"k1\"}");
    assertThat(decoded(parts[1]))
        .contains("\"iss\":\"me\"", "\"sub\":\"me\"", "\"aud\":\"https://there\"", "\"role\":\"r\"")
        .contains("\"iat\":1750000000,\"exp\":1750003600");
    Signature check = Signature.getInstance(algorithm.javaName());
    check.initVerify(pair.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void aKeyThatIsNoneIsRefusedAtStart() {
    assertThatThrownBy(
            () ->
                start(
                    "client_id: me\ngrant_type: urn:ietf:params:oauth:grant-type:jwt-bearer\n"
                        + "client_certificate_key: nothing"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("client_certificate_key: holds no key");
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
