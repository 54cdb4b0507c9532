package io.beltline.extension.oauth2client;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends a token with every request and asks for a new one before the last ends.
 *
 * <p>The sender that finds no token in time asks for it, and others wait for its answer. While a
 * token has its last minutes, others go on with it. An endpoint that fails is not asked more often
 * than once a second; meanwhile requests fail with its words, and exporters try them again.
 */
final class OAuth2ClientExtension implements Extension, ClientAuthenticator {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Settings settings;
  private final OAuth2ClientConfig config;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Started started;
  private volatile @Nullable Token token;
  private volatile @Nullable Refusal refusal;

  OAuth2ClientExtension(Settings settings, OAuth2ClientConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    HttpClientConfig http = HttpClientConfig.to(config.tokenUrl(), config.tls(), Map.of(), "");
    HttpClient client = HttpClient.create(http, ClientSettings.of(settings, host));
    started =
        new Started(
            client,
            TokenEndpoint.of(config, client, host.clock(), settings.logger()),
            host.clock());
  }

  @Override
  public void shutdown(Deadline deadline) {
    Started last = started;
    started = null;
    if (last != null) {
      last.client.close(deadline);
    }
  }

  @Override
  public List<Header> headers(Context context) {
    Started now = started;
    if (now == null) {
      throw new IllegalStateException(settings.id() + " is not running");
    }
    return List.of(new Header("Authorization", current(now).headerValue()));
  }

  private Token current(Started now) {
    Token last = token;
    if (last != null && !last.isToRenew(now.clock.nanoTime())) {
      return last;
    }
    if (last != null && !last.isOver(now.clock.nanoTime())) {
      if (!asking.tryLock()) {
        return last;
      }
    } else {
      asking.lock();
    }
    try {
      Token meanwhile = token;
      return meanwhile != null && !meanwhile.isToRenew(now.clock.nanoTime())
          ? meanwhile
          : renewed(now, meanwhile);
    } finally {
      asking.unlock();
    }
  }

  private Token renewed(Started now, @Nullable Token last) {
    Refusal before = refusal;
    if (before != null && now.clock.nanoTime() - before.at < PAUSE.toNanos()) {
      return usable(now, last, before.words);
    }
    try {
      Token next = now.endpoint.ask();
      token = next;
      refusal = null;
      return next;
    } catch (TokenRefusedException | RuntimeException refused) { // a key that cannot be used, too
      String words = String.valueOf(refused.getMessage());
      refusal = new Refusal(now.clock.nanoTime(), words);
      settings.logger().warn("no new token: {}", words);
      return usable(now, last, words);
    }
  }

  private static Token usable(Started now, @Nullable Token last, String words) {
    if (last != null && !last.isOver(now.clock.nanoTime())) {
      return last;
    }
    throw new IllegalStateException(words);
  }

  private record Started(HttpClient client, TokenEndpoint endpoint, Clock clock) {}

  private record Refusal(long at, String words) {}
}
