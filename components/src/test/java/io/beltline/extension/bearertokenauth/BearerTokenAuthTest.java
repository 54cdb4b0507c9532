package io.beltline.extension.bearertokenauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ClientAuthenticator.Header;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator.Outcome;
import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BearerTokenAuthTest {
  private static final Outcome GRANTED = new Outcome.Granted(Map.of());

  @TempDir Path directory;
  private final HandClock clock = new HandClock();

  @Test
  void defaultsAreThoseOfTheCollector() {
    BearerTokenAuthConfig config = Configs.bind(BearerTokenAuthConfig.class, "token: t");
    assertThat(config.header()).isEqualTo("Authorization");
    assertThat(config.scheme()).isEqualTo("Bearer");
    assertThat(config.tokens()).isEmpty();
    assertThat(config.filename()).isEmpty();
    assertThat(config.fileRetry()).isEqualTo(new FileRetryConfig(false, 0, Duration.ZERO));
    assertThat(config.toString()).doesNotContain("token=t");
  }

  @Test
  void oneTokenIsSentAndAskedFor() {
    BearerTokenAuthExtension extension = start("token: secret");
    assertThat(extension.headers(Context.EMPTY))
        .containsExactly(new Header("Authorization", "Bearer secret"));
    assertThat(extension.authenticate(header("authorization", "Bearer secret"))).isEqualTo(GRANTED);
    assertThat(extension.authenticate(header("authorization", "Bearer Secret")))
        .isEqualTo(
            new Outcome.Denied(
                "provided authorization does not match expected scheme or token", "Bearer"));
    assertThat(extension.authenticate(header("authorization", "secret")))
        .isInstanceOf(Outcome.Denied.class);
    assertThat(extension.authenticate(Metadata.EMPTY))
        .isEqualTo(
            new Outcome.Denied("missing or empty authorization header: Authorization", "Bearer"));
  }

  @Test
  void ofSeveralTokensTheFirstIsSentAndEachIsAccepted() {
    BearerTokenAuthExtension extension =
        start("{tokens: [one, two], scheme: '', header: X-Api-Key}");
    assertThat(extension.headers(Context.EMPTY)).containsExactly(new Header("X-Api-Key", "one"));
    assertThat(extension.authenticate(header("x-api-key", "one"))).isEqualTo(GRANTED);
    assertThat(extension.authenticate(header("x-api-key", "two"))).isEqualTo(GRANTED);
    assertThat(extension.authenticate(header("x-api-key", ""))).isInstanceOf(Outcome.Denied.class);
  }

  @Test
  void aFileOfTokensIsReadAgainWhenItChanges() throws IOException {
    Path file = Files.writeString(directory.resolve("tokens"), "\none first\n  two\t# remark\n\n");
    BearerTokenAuthExtension extension = start("{token: ignored, filename: " + file + "}");
    assertThat(extension.authenticate(header("authorization", "Bearer two"))).isEqualTo(GRANTED);
    assertThat(extension.authenticate(header("authorization", "Bearer ignored")))
        .isInstanceOf(Outcome.Denied.class);
    assertThat(extension.authenticate(header("authorization", "Bearer ")))
        .isInstanceOf(Outcome.Denied.class);

    Files.writeString(file, "three");
    clock.advance(Duration.ofSeconds(1));
    assertThat(extension.headers(Context.EMPTY))
        .containsExactly(new Header("Authorization", "Bearer three"));
    assertThat(extension.authenticate(header("authorization", "Bearer two")))
        .isInstanceOf(Outcome.Denied.class);

    Files.writeString(file, "   \n");
    clock.advance(Duration.ofSeconds(1));
    assertThat(extension.authenticate(header("authorization", "Bearer three"))).isEqualTo(GRANTED);
  }

  @Test
  void aLinkTurnedToAnotherFileIsNoticed() throws IOException {
    Path one = Files.writeString(directory.resolve("one"), "111");
    Path two = Files.writeString(directory.resolve("two"), "222");
    Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));
    Path link = Files.createSymbolicLink(directory.resolve("link"), one);
    BearerTokenAuthExtension extension = start("filename: " + link);
    Files.delete(link);
    Files.createSymbolicLink(link, two);
    clock.advance(Duration.ofSeconds(1));
    assertThat(extension.headers(Context.EMPTY).getFirst().value()).isEqualTo("Bearer 222");
  }

  @Test
  void aMissingFileIsAnErrorUnlessItIsWaitedFor() {
    Path file = directory.resolve("late");
    assertThatThrownBy(() -> start("filename: " + file))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("filename")
        .hasMessageContaining("late");
    clock.schedule(Duration.ofSeconds(3), () -> write(file));
    BearerTokenAuthExtension extension =
        start(
            "{filename: "
                + file
                + ", file_retry: {enabled: true, max_retries: 5, retry_interval: 2s}}");
    assertThat(extension.headers(Context.EMPTY).getFirst().value()).isEqualTo("Bearer late");
  }

  @Test
  void wrongConfigurationsAreRefusedWhereTheyStand() {
    assertThat(Configs.problems(BearerTokenAuthConfig.class, "scheme: x"))
        .singleElement()
        .asString()
        .contains("has no token (expected: token, tokens or filename)");
    assertThat(Configs.problems(BearerTokenAuthConfig.class, "token: a\ntokens: [b]"))
        .containsExactly("2: tokens: cannot stand beside token (expected: one of the two)");
    assertThat(
            Configs.problems(BearerTokenAuthConfig.class, "token: a\nfile_retry:\n  enabled: true"))
        .hasSize(3)
        .anySatisfy(p -> assertThat(p).startsWith("3: file_retry::enabled: needs a file"));
  }

  private BearerTokenAuthExtension start(String yaml) {
    BearerTokenAuthExtension extension =
        (BearerTokenAuthExtension)
            new BearerTokenAuthFactory()
                .create(
                    TestSettings.of("bearertokenauth").settings(),
                    Configs.bind(BearerTokenAuthConfig.class, yaml));
    extension.start(new TestHost(clock));
    return extension;
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "late");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Metadata header(String name, String value) {
    return Metadata.of(Map.of(name, List.of(value)));
  }
}
