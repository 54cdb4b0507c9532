package io.beltline.extension.headerssetter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ClientAuthenticator.Action;
import io.beltline.api.ClientAuthenticator.Header;
import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeadersSetterTest {
  @TempDir Path directory;
  private final HandClock clock = new HandClock();
  private final TestHost host = new TestHost(clock);

  @Test
  void actionsAreHandedOnInOrder() {
    assertThat(
            start(
                    """
                    headers:
                      - {action: insert, key: A, value: 1}
                      - {action: update, key: B, value: 2}
                      - {action: upsert, key: C, value: 3}
                      - {key: D, value: 4}
                      - {action: delete, key: E}
                    """)
                .headers(Context.EMPTY))
        .containsExactly(
            new Header("A", "1", Action.INSERT),
            new Header("B", "2", Action.UPDATE),
            new Header("C", "3", Action.SET),
            new Header("D", "4", Action.SET),
            new Header("E", "", Action.DELETE));
  }

  @Test
  void valuesComeFromTheSendersMetadata() {
    HeadersSetterExtension extension =
        start("headers: [{key: X-Scope-OrgID, from_context: Tenant, default_value: nobody}]");
    assertThat(value(extension, metadata("tenant", "acme"))).isEqualTo("acme");
    assertThat(value(extension, metadata("tenant", "first", "second"))).isEqualTo("first");
    assertThat(value(extension, Context.EMPTY)).isEqualTo("nobody");
    assertThat(value(start("headers: [{key: A, from_context: t}]"), Context.EMPTY)).isEmpty();
  }

  @Test
  void valuesComeFromWhatTheAuthenticatorLearned() {
    HeadersSetterExtension extension =
        start("headers: [{key: A, from_attribute: who, default_value: nobody}]");
    assertThat(value(extension, attribute("anna"))).isEqualTo("anna");
    assertThat(value(extension, attribute(List.of("a", 1, true, 2.5))))
        .isEqualTo("[\"a\",1,true,2.5]");
    assertThat(value(extension, attribute(Map.of("k", "v")))).isEqualTo("{\"k\":\"v\"}");
    assertThat(value(extension, attribute(42L))).isEqualTo("42");
    assertThat(value(extension, Context.EMPTY)).isEqualTo("nobody");
  }

  @Test
  void valuesComeFromAFileThatIsReadAgain() throws IOException {
    Path file = Files.writeString(directory.resolve("value"), "one\n");
    HeadersSetterExtension extension = start("headers: [{key: A, value_file: " + file + "}]");
    assertThat(value(extension, Context.EMPTY)).isEqualTo("one");
    Files.writeString(file, "another\n");
    clock.advance(Duration.ofSeconds(1));
    assertThat(value(extension, Context.EMPTY)).isEqualTo("another");
  }

  @Test
  void anotherAuthenticatorSetsItsHeadersFirst() {
    host.with(ComponentId.parse("token"), new Fixed());
    assertThat(
            start("{additional_auth: token, headers: [{key: A, value: b}]}").headers(Context.EMPTY))
        .containsExactly(new Header("Authorization", "x"), new Header("A", "b"));
    assertThatThrownBy(
            () ->
                start("{additional_auth: missing, headers: [{key: A, value: b}]}")
                    .headers(Context.EMPTY))
        .hasMessageContaining("additional_auth: \"missing\" is no authenticator of clients");
  }

  @Test
  void itSaysWhatOfAContextItsHeadersAreMadeOf() {
    host.with(
        ComponentId.parse("headers_setter/first"),
        start("headers: [{key: A, from_context: tenant}, {key: B, from_attribute: who}]"));
    HeadersSetterExtension extension =
        start(
            """
            additional_auth: headers_setter/first
            headers: [{key: C, from_context: zone}, {key: D, from_context: tenant}, {key: E, value: v}]
            """);
    assertThat(extension.origin())
        .isEqualTo(new ClientAuthenticator.Origin(List.of("tenant", "zone"), List.of("who")));
    assertThat(start("headers: [{key: E, value: v}]").origin())
        .isEqualTo(ClientAuthenticator.Origin.NOTHING);
  }

  @Test
  void wrongConfigurationsAreRefusedWhereTheyStand() {
    assertThat(Configs.problems(HeadersSetterConfig.class, "{}"))
        .singleElement()
        .asString()
        .contains("headers: is empty (expected: a list of headers)");
    assertThat(problem("headers:\n  - {value: a}")).contains("key: is missing");
    assertThat(problem("headers:\n  - {key: a}")).contains("has no source (expected: one of value");
    assertThat(problem("headers:\n  - {key: a, value: b, from_context: c}"))
        .contains("has 2 sources");
    assertThat(problem("headers:\n  - {key: a, action: add, value: b}"))
        .startsWith("2: ")
        .contains("\"add\" is no valid word");
    assertThat(Configs.problems(HeadersSetterConfig.class, "headers: [{key: a, action: delete}]"))
        .isEmpty();
  }

  private static String problem(String yaml) {
    return Configs.problems(HeadersSetterConfig.class, yaml).getFirst();
  }

  private HeadersSetterExtension start(String yaml) {
    HeadersSetterExtension extension =
        (HeadersSetterExtension)
            new HeadersSetterFactory()
                .create(
                    TestSettings.of("headers_setter").settings(),
                    Configs.bind(HeadersSetterConfig.class, yaml));
    extension.start(host);
    return extension;
  }

  private static String value(HeadersSetterExtension extension, Context context) {
    return extension.headers(context).getFirst().value();
  }

  private static Context metadata(String key, String... values) {
    return Context.of(ClientInfo.NONE, Metadata.of(Map.of(key, List.of(values))));
  }

  private static Context attribute(Object value) {
    return Context.EMPTY.withAuth(Map.of("who", value));
  }

  @Test
  void theOtherAuthenticatorHearsOfRefusals() {
    Fixed fixed = new Fixed();
    host.with(ComponentId.parse("fixed"), fixed);
    start("additional_auth: fixed\nheaders: [{key: a, value: b}]").refused("x");
    assertThat(fixed.refused).isEqualTo("x");
    start("headers: [{key: a, value: b}]").refused("y");
    assertThat(fixed.refused).isEqualTo("x");
  }

  private static final class Fixed implements Extension, ClientAuthenticator {
    private String refused = "";

    @Override
    public void refused(String authorization) {
      refused = authorization;
    }

    @Override
    public List<Header> headers(Context context) {
      return List.of(new Header("Authorization", "x"));
    }
  }
}
