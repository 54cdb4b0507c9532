package io.beltline.extension.basicauth;

import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.api.Settings;
import io.beltline.components.credentials.WatchedFile;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lets requests in that carry the name and password of a known user. */
final class BasicAuthServer implements Extension, ServerAuthenticator {
  private static final String CHALLENGE = "Basic realm=\"collector\"";

  private final Settings settings;
  private final HtpasswdConfig config;
  private volatile Supplier<PasswordCheck> check;

  BasicAuthServer(Settings settings, HtpasswdConfig config) {
    this.settings = settings;
    this.config = config;
    PasswordCheck nobody = new PasswordCheck(Map.of());
    this.check = () -> nobody;
  }

  @Override
  public void start(Host host) {
    Htpasswd inline = Htpasswd.parse(config.inline().reveal());
    if (config.file().isEmpty()) {
      PasswordCheck fixed = check("inline", inline, inline);
      check = () -> fixed;
      return;
    }
    warn("inline", inline);
    check =
        WatchedFile.open(
                "htpasswd::file",
                config.file(),
                text -> {
                  Htpasswd file = Htpasswd.parse(text);
                  return check("file", file, file.with(inline));
                },
                host.clock(),
                settings.logger())
            ::value;
  }

  private PasswordCheck check(String source, Htpasswd read, Htpasswd all) {
    warn(source, read);
    return new PasswordCheck(all.users());
  }

  private void warn(String source, Htpasswd read) {
    for (String fault : read.faults()) {
      settings.logger().warn("htpasswd::{}: left out {}", source, fault);
    }
  }

  @Override
  public Outcome authenticate(Metadata headers) {
    List<String> values = headers.get("authorization");
    if (values.isEmpty() || values.getFirst().isEmpty()) {
      return new Outcome.Denied("no basic auth provided", CHALLENGE);
    }
    Credentials credentials;
    try {
      credentials = Credentials.parse(values.getFirst());
    } catch (IllegalArgumentException malformed) {
      return new Outcome.Denied(String.valueOf(malformed.getMessage()), CHALLENGE);
    }
    return check.get().isRight(credentials)
        ? new Outcome.Granted(Map.of("username", credentials.username(), "raw", credentials.raw()))
        : new Outcome.Denied("invalid credentials", CHALLENGE);
  }
}
