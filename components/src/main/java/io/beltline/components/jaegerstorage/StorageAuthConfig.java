package io.beltline.components.jaegerstorage;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who writes to a cluster: at most one of its keys.
 *
 * @param basic by name and password
 * @param bearerToken by a token
 * @param apiKey by an API key
 * @param authenticator by an extension
 */
public record StorageAuthConfig(
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("Name and password.")
        @Nullable BasicConfig basic,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("A token.")
        @Nullable TokenConfig bearerToken,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("An API key.")
        @Nullable TokenConfig apiKey,
    @Default("") @Doc("The extension that signs requests.") String authenticator)
    implements Validated {

  /**
   * A name and a password.
   *
   * @param username the name
   * @param password the password
   * @param passwordFile a file that holds it
   * @param reloadInterval not supported: the file is read again when it changes
   */
  public record BasicConfig(
      @Default("") @Doc("The name.") String username,
      @Default("") @Doc("The password.") Secret password,
      @Default("") @Doc("A file that holds the password; read again when it changes.")
          String passwordFile,
      @Default("0s") @Doc("Not supported: must stay 0.") Duration reloadInterval)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (username.isEmpty()) {
        problems.add("username", "must be specified (expected: a name)");
      }
      if (!password.reveal().isEmpty() && !passwordFile.isEmpty()) {
        problems.add("password_file", "stands beside password (expected: one of them)");
      }
      if (!reloadInterval.isZero()) {
        problems.add(
            "reload_interval",
            "is not supported (expected: the extension basicauth as auth::authenticator)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    long ways =
        Stream.of(basic, bearerToken, apiKey, authenticator.isEmpty() ? null : authenticator)
            .filter(way -> way != null)
            .count();
    if (ways > 1) {
      problems.add(
          "", "names several ways (expected: one of basic, bearer_token, api_key, authenticator)");
    }
  }
}
