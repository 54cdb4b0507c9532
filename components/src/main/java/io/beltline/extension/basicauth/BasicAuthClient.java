package io.beltline.extension.basicauth;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.components.credentials.TextSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** Sends a user name and a password with every request. */
final class BasicAuthClient implements Extension, ClientAuthenticator {
  private final Settings settings;
  private final ClientAuthConfig config;
  private volatile Supplier<String> username;
  private volatile Supplier<String> password;

  BasicAuthClient(Settings settings, ClientAuthConfig config) {
    this.settings = settings;
    this.config = config;
    this.username = config::username;
    this.password = config.password()::reveal;
  }

  @Override
  public void start(Host host) {
    username =
        TextSource.of(
            "client_auth::username_file",
            config.usernameFile(),
            config.username(),
            host.clock(),
            settings.logger());
    password =
        TextSource.of(
            "client_auth::password_file",
            config.passwordFile(),
            config.password().reveal(),
            host.clock(),
            settings.logger());
  }

  @Override
  public List<Header> headers(Context context) {
    byte[] pair = (username.get() + ":" + password.get()).getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
  }
}
