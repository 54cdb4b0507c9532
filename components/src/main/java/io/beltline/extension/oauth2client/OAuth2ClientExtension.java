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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends a token with every request and asks for a new one before the last ends.
 *
 * <p>The sender that finds no token in time has it asked for, on a thread of its own, and others
 * wait for its answer, each until its own deadline. While a token has its last minutes, others go
 * on with it. One that a server refuses is renewed by the request behind. An endpoint that fails is
 * not asked more often than once a second; meanwhile requests fail with its words, and exporters
 * try them again.
 */
final class OAuth2ClientExtension implements Extension, ClientAuthenticator {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  /** What is refused while it is younger is not the token's fault, and no other is asked for. */
  private static final long YOUNG = Duration.ofSeconds(10).toNanos();

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Answer LATE = new Answer(null, 0, "no token before the deadline");

  private final Settings settings;
  private final OAuth2ClientConfig config;
  private final Executor threads;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Started started;
  private volatile @Nullable Token token;

  // under the lock
  private @Nullable CompletableFuture<Answer> asked;
  private @Nullable Answer refusal;

  OAuth2ClientExtension(Settings settings, OAuth2ClientConfig config) {
    this(settings, config, Thread.ofVirtual().name("ask " + config.tokenUrl())::start);
  }

  /**
   * An extension whose requests run elsewhere.
   *
   * @param threads runs each request on a thread of its own, never on that of the caller
   */
  OAuth2ClientExtension(Settings settings, OAuth2ClientConfig config, Executor threads) {
    this.settings = settings;
    this.config = config;
    this.threads = threads;
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
    return headers(context, (Deadline) null);
  }

  @Override
  public List<Header> headers(Context context, @Nullable Deadline deadline) {
    Started now = started;
    if (now == null) {
      throw new IllegalStateException(settings.id() + " is not running");
    }
    return List.of(new Header("Authorization", current(now, deadline).headerValue()));
  }

  @Override
  public void refused(String authorization) {
    Started now = started;
    lock.lock();
    try {
      Token last = token;
      if (now != null
          && last != null
          && !last.refused()
          && last.headerValue().equals(authorization)
          && now.clock.nanoTime() - last.askedAt() >= YOUNG) {
        settings.logger().warn("a token was refused before its end: another is asked for");
        token = last.asRefused();
      }
    } finally {
      lock.unlock();
    }
  }

  private Token current(Started now, @Nullable Deadline deadline) {
    Token last = token;
    return last != null && !last.isToRenew(now.clock.nanoTime()) ? last : next(now, deadline);
  }

  private Token next(Started now, @Nullable Deadline deadline) {
    CompletableFuture<Answer> answer;
    lock.lock();
    try {
      Token last = token;
      long at = now.clock.nanoTime();
      if (last != null && !last.isToRenew(at)) { // come meanwhile
        return last;
      }
      if (asked != null && last != null && !last.isOver(at)) {
        return last;
      }
      if (asked == null && refusal != null && at - refusal.nanoTime < PAUSE) {
        return usable(now, refusal);
      }
      answer = asked == null ? ask(now) : asked;
    } finally {
      lock.unlock();
    }
    return usable(now, awaited(answer, deadline));
  }

  private CompletableFuture<Answer> ask(Started now) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Answer broken = new Answer(null, now.clock.nanoTime(), "no token: the request broke off");
    threads.execute(() -> run(now, answer, broken));
    asked = answer; // only of a thread that runs; it settles once the lock is free
    return answer;
  }

  /** Completes the answer whatever happens: who waits for it must not wait for ever. */
  private void run(Started now, CompletableFuture<Answer> answer, Answer broken) {
    Answer given = broken;
    try {
      given = answer(now);
    } finally {
      answer.complete(settled(given));
    }
  }

  private Answer answer(Started now) {
    try {
      Token next = now.endpoint.ask();
      return new Answer(next, now.clock.nanoTime(), "");
    } catch (TokenRefusedException | RuntimeException refused) { // a key that cannot be used, too
      String words = String.valueOf(refused.getMessage());
      settings.logger().warn("no new token: {}", words);
      return new Answer(null, now.clock.nanoTime(), words);
    }
  }

  private Answer settled(Answer answer) {
    lock.lock();
    try {
      asked = null;
      refusal = answer.token == null ? answer : null;
      token = answer.token == null ? token : answer.token;
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an answer, which comes at the endpoint's timeout at the latest. */
  private static Answer awaited(CompletableFuture<Answer> answer, @Nullable Deadline deadline) {
    if (deadline == null) {
      return answer.join();
    }
    CompletableFuture<Answer> end = answer.copy();
    Clock.Cancellable alarm =
        deadline.clock().schedule(deadline.within(LONGEST).remaining(), () -> end.complete(LATE));
    try {
      return end.join();
    } finally {
      alarm.cancel();
    }
  }

  private Token usable(Started now, Answer answer) {
    Token best = answer.token == null ? token : answer.token;
    if (best == null || best.isOver(now.clock.nanoTime())) {
      throw new IllegalStateException(answer.words);
    }
    return best;
  }

  private record Started(HttpClient client, TokenEndpoint endpoint, Clock clock) {}

  /** What the endpoint gave: a token, or words why there is none. */
  private record Answer(@Nullable Token token, long nanoTime, String words) {}
}
