package io.beltline.extension.bearertokenauth;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.api.Settings;
import io.beltline.components.credentials.WatchedFile;
import io.beltline.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sends a token with every request, or lets requests in that carry one. */
final class BearerTokenAuthExtension
    implements Extension, ClientAuthenticator, ServerAuthenticator {
  private final Settings settings;
  private final BearerTokenAuthConfig config;
  private volatile Supplier<Tokens> tokens;

  BearerTokenAuthExtension(Settings settings, BearerTokenAuthConfig config) {
    this.settings = settings;
    this.config = config;
    List<Secret> secrets = config.tokens().isEmpty() ? List.of(config.token()) : config.tokens();
    Tokens fixed = Tokens.of(config.scheme(), secrets.stream().map(Secret::reveal).toList());
    this.tokens =
        config.filename().isEmpty()
            ? () -> fixed
            : () -> {
              throw new IllegalStateException("used before start");
            };
  }

  @Override
  public void start(Host host) {
    if (config.filename().isEmpty()) {
      return;
    }
    if (!config.token().reveal().isEmpty() || !config.tokens().isEmpty()) {
      settings.logger().warn("filename is set: token and tokens are ignored");
    }
    await(host.clock());
    WatchedFile<Tokens> file =
        WatchedFile.open(
            "filename",
            config.filename(),
            text -> Tokens.ofFile(config.scheme(), text),
            host.clock(),
            settings.logger());
    tokens = file::value;
  }

  private void await(Clock clock) {
    FileRetryConfig retry = config.fileRetry();
    Path path = Path.of(config.filename());
    for (int i = 0; retry.enabled() && i < retry.maxRetries() && !Files.isReadable(path); i++) {
      settings.logger().warn("{} is not there yet, waiting {}", path, retry.retryInterval());
      try {
        clock.sleep(retry.retryInterval());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ComponentException(
            "filename: interrupted while waiting for " + path, interrupted);
      }
    }
  }

  @Override
  public List<Header> headers(Context context) {
    return List.of(new Header(config.header(), tokens.get().first()));
  }

  @Override
  public Outcome authenticate(Metadata headers) {
    List<String> values = headers.get(config.header());
    if (values.isEmpty()) {
      return denied("missing or empty authorization header: " + config.header());
    }
    return tokens.get().contain(values.getFirst())
        ? new Outcome.Granted(Map.of())
        : denied("provided authorization does not match expected scheme or token");
  }

  @Override
  public List<String> secretHeaders() {
    return List.of(config.header());
  }

  private Outcome denied(String message) {
    return new Outcome.Denied(message, config.scheme());
  }
}
