package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EffectiveConfigTest {
  enum Mode {
    @Key("x-fast")
    FAST,
    SLOW
  }

  record Auth(String user, Secret password) {}

  record Config(
      @Squash Auth auth,
      @Default("1m30s") Duration timeout,
      @Default("slow") Mode mode,
      @Default(".inf") double limit,
      Map<String, Secret> headers,
      List<Auth> others,
      @Nullable Auth absent,
      @Nullable String nothing,
      @Nullable ConfigNode raw,
      @Default("on") String word) {}

  private static final String YAML =
      """
      user: me
      password: ${env:NOT_EXPANDED_HERE}
      headers:
        Authorization: Bearer x
      others:
        - user: "5"
          password: p
      mode: X-FAST
      raw: {a: [1, ~]}
      """;

  @Test
  void showsEverythingButSecrets() {
    Config config = Binder.bind(Config.class, ConfigLoader.text(YAML).tree()).value();
    String shown = YamlPrinter.print(EffectiveConfig.complete(config));
    assertThat(shown)
        .isEqualTo(
            """
            user: me
            password: "[REDACTED]"
            timeout: 1m30s
            mode: x-fast
            limit: .inf
            headers:
              Authorization: "[REDACTED]"
            others:
              - user: "5"
                password: "[REDACTED]"
            raw:
              a:
                - 1
                - null
            word: "on"
            """);
    assertThat(config.toString()).doesNotContain("Bearer", "NOT_EXPANDED");
  }

  @Test
  void isReadBackAsTheSameRecord() {
    Config config = Binder.bind(Config.class, ConfigMap.empty(Position.of("x"))).value();
    String shown = YamlPrinter.print(EffectiveConfig.complete(config));
    Config again =
        Binder.bind(
                Config.class,
                ConfigLoader.text(shown.replace("password: \"[REDACTED]\"", "password: \"\""))
                    .tree())
            .value();
    assertThat(again).isEqualTo(config);
  }

  @Test
  void redactsWhatTheUserWrote() {
    ConfigNode shown =
        EffectiveConfig.redacted(Config.class, ConfigLoader.text(YAML + "unknown: 1\n").tree());
    assertThat(YamlPrinter.print(shown))
        .isEqualTo(
            """
            user: me
            password: "[REDACTED]"
            headers:
              Authorization: "[REDACTED]"
            others:
              - user: "5"
                password: "[REDACTED]"
            mode: X-FAST
            raw:
              a:
                - 1
                - null
            unknown: 1
            """);
  }

  @Test
  void passwordsInUrlsAreNotShown() {
    ConfigNode written =
        ConfigLoader.text(
                """
                user: https://me:hush@host:4318/v1?x=a@b
                raw: [plain@text, "socks5://me:hush@proxy", http://host/@path]
                """)
            .tree();
    assertThat(YamlPrinter.print(EffectiveConfig.redacted(Config.class, written)))
        .doesNotContain("hush")
        .contains("https://[REDACTED]@host:4318/v1?x=a@b", "plain@text", "http://host/@path")
        .contains("socks5://[REDACTED]@proxy");
  }

  @Test
  void redactsSecretsOfAnotherShape() {
    ConfigNode written = ConfigLoader.text("headers: Bearer x\npassword: {a: x}").tree();
    assertThat(YamlPrinter.print(EffectiveConfig.redacted(Config.class, written)))
        .isEqualTo(
            """
            headers: "[REDACTED]"
            password: "[REDACTED]"
            """);
  }

  @Test
  void redactsPairs() {
    ConfigNode written =
        ConfigLoader.text("headers: [{name: Authorization, value: Bearer x}]").tree();
    assertThat(YamlPrinter.print(EffectiveConfig.redacted(Config.class, written)))
        .isEqualTo(
            """
            headers:
              - name: Authorization
                value: "[REDACTED]"
            """);
  }
}
