package io.beltline.extension.basicauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.api.ServerAuthenticator.Outcome;
import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BasicAuthTest {
  private static final String BCRYPT =
      "slow:$2b$05$abcdefghijklmnopqrstuuR0P..dVYJzuJe7L0/99JOEM/Nk2td5a";

  @TempDir Path directory;
  private final HandClock clock = new HandClock();

  @Test
  void knownUsersMayPass() {
    ServerAuthenticator server = server("htpasswd: {inline: \"anna:geheim\\nbob:{PLAIN}x:y\"}");
    String raw = base64("anna:geheim");
    assertThat(server.authenticate(basic("anna:geheim")))
        .isEqualTo(new Outcome.Granted(Map.of("username", "anna", "raw", raw)));
    assertThat(server.authenticate(basic("bob:x:y"))).isInstanceOf(Outcome.Granted.class);
    assertThat(server.authenticate(header("bAsIc " + raw))).isInstanceOf(Outcome.Granted.class);
  }

  @Test
  void othersAreTurnedAwayWithAChallenge() {
    ServerAuthenticator server = server("htpasswd: {inline: \"anna:geheim\"}");
    assertDenied(server, basic("anna:Geheim"), "invalid credentials");
    assertDenied(server, basic("berta:geheim"), "invalid credentials");
    assertDenied(server, Metadata.EMPTY, "no basic auth provided");
    assertDenied(server, header("Bearer x"), "invalid authorization scheme prefix");
    assertDenied(server, header("Basic ***"), "invalid authorization format");
    assertDenied(server, basic("anna"), "invalid authorization format");
  }

  @Test
  void theFileIsReadAgainAndInlineUsersWin() throws IOException {
    Path file = Files.writeString(directory.resolve("users"), "anna:one\nbob:one\n\nno colon\n");
    ServerAuthenticator server = server("htpasswd: {file: " + file + ", inline: \"bob:inline\"}");
    assertThat(server.authenticate(basic("anna:one"))).isInstanceOf(Outcome.Granted.class);
    assertThat(server.authenticate(basic("bob:inline"))).isInstanceOf(Outcome.Granted.class);
    assertDenied(server, basic("bob:one"), "invalid credentials");

    Files.writeString(file, "anna:second\n");
    clock.advance(Duration.ofSeconds(2));
    assertDenied(server, basic("anna:one"), "invalid credentials");
    assertThat(server.authenticate(basic("anna:second"))).isInstanceOf(Outcome.Granted.class);
    assertThat(server.authenticate(basic("bob:inline"))).isInstanceOf(Outcome.Granted.class);

    Files.delete(file);
    clock.advance(Duration.ofSeconds(2));
    assertThat(server.authenticate(basic("anna:second"))).isInstanceOf(Outcome.Granted.class);
  }

  @Test
  void aMissingFileIsAnErrorAtStart() {
    assertThatThrownBy(() -> server("htpasswd: {file: /does/not/exist}"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("htpasswd::file")
        .hasMessageContaining("/does/not/exist");
  }

  @Test
  void aSlowPasswordIsRememberedOnlyWhenRight() {
    PasswordCheck check = new PasswordCheck(Htpasswd.parse(BCRYPT).users());
    assertThat(check.isRight(Credentials.parse("Basic " + base64("slow:wrong")))).isFalse();
    assertThat(check.remembered()).isZero();
    for (int i = 0; i < 3; i++) {
      assertThat(check.isRight(Credentials.parse("Basic " + base64("slow:pa ss")))).isTrue();
      assertThat(check.remembered()).isEqualTo(1);
    }
    assertThat(check.isRight(Credentials.parse("Basic " + base64("slow:wrong")))).isFalse();
  }

  @Test
  void clientsSendTheirCredentials() {
    ClientAuthenticator client = client("client_auth: {username: anna, password: ge:heim}");
    assertThat(client.headers(Context.EMPTY))
        .containsExactly(
            new ClientAuthenticator.Header("Authorization", "Basic " + base64("anna:ge:heim")));
  }

  @Test
  void clientsReadTheirFilesAgain() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "one\n");
    Path name = Files.writeString(directory.resolve("name"), "anna\n");
    ClientAuthenticator client =
        client(
            "client_auth: {username: no, password: no, username_file: %s, password_file: %s}"
                .formatted(name, password));
    assertThat(sent(client)).isEqualTo("Basic " + base64("anna:one"));
    Files.writeString(password, "another");
    assertThat(sent(client)).isEqualTo("Basic " + base64("anna:one"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(sent(client)).isEqualTo("Basic " + base64("anna:another"));
  }

  @Test
  void wrongConfigurationsAreRefusedWhereTheyStand() {
    assertThat(Configs.problems(BasicAuthConfig.class, "{}"))
        .singleElement()
        .asString()
        .contains("has no credentials (expected: htpasswd or client_auth)");
    assertThat(
            Configs.problems(
                BasicAuthConfig.class,
                "htpasswd: {inline: 'a:b'}\nclient_auth: {username: a, password: b}"))
        .containsExactly("2: client_auth: cannot stand beside htpasswd (expected: one of the two)");
    assertThat(Configs.problems(BasicAuthConfig.class, "htpasswd: {}"))
        .singleElement()
        .asString()
        .contains("has no users (expected: file or inline)");
    assertThat(Configs.problems(BasicAuthConfig.class, "client_auth:\n  username: a:b"))
        .containsExactly(
            "2: client_auth::username: has a colon, which ends it (expected: a name without one)");
    assertThat(Configs.problems(BasicAuthConfig.class, "client_auth:\n  user: a")).isNotEmpty();
  }

  @Test
  void secretsAreNotShown() {
    BasicAuthConfig config =
        Configs.bind(BasicAuthConfig.class, "htpasswd: {inline: 'anna:geheim'}");
    assertThat(config.toString()).doesNotContain("geheim");
    assertThat(Credentials.parse("Basic " + base64("anna:geheim")).toString()).isEqualTo("anna");
  }

  @Property(tries = 300, seed = "20261123")
  void anyHeaderIsAnsweredWithoutAnException(@ForAll String value) {
    ServerAuthenticator server = server("htpasswd: {inline: \"anna:geheim\"}");
    assertThat(server.authenticate(header(value))).isInstanceOf(Outcome.Denied.class);
    assertThat(server.authenticate(header("Basic " + value))).isInstanceOf(Outcome.Denied.class);
  }

  @Property(tries = 200, seed = "20261123")
  void whatAClientSendsItsServerLetsPass(@ForAll String user, @ForAll String password) {
    String name = user.replace(":", "").replaceAll("\\s|\\p{Cntrl}", "x") + "u";
    Credentials read = Credentials.parse("Basic " + base64(name + ":" + password));
    assertThat(read.username()).isEqualTo(new String(utf8(name), StandardCharsets.UTF_8));
    assertThat(read.password()).isEqualTo(utf8(password));
  }

  private ServerAuthenticator server(String yaml) {
    return (ServerAuthenticator) start(yaml);
  }

  private ClientAuthenticator client(String yaml) {
    return (ClientAuthenticator) start(yaml);
  }

  private Extension start(String yaml) {
    Extension extension =
        new BasicAuthFactory()
            .create(
                TestSettings.of("basicauth").settings(), Configs.bind(BasicAuthConfig.class, yaml));
    extension.start(new TestHost(clock));
    return extension;
  }

  private static void assertDenied(ServerAuthenticator server, Metadata headers, String message) {
    assertThat(server.authenticate(headers))
        .isEqualTo(new Outcome.Denied(message, "Basic realm=\"collector\""));
  }

  private static String sent(ClientAuthenticator client) {
    return client.headers(Context.EMPTY).getFirst().value();
  }

  private static Metadata basic(String pair) {
    return header("Basic " + base64(pair));
  }

  private static Metadata header(String value) {
    return Metadata.of(Map.of("Authorization", List.of(value)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
