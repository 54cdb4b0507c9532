package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.model.Slice;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Proxies;
import io.beltline.transport.net.Sending;
import java.time.Duration;

/**
 * Sends HTTP requests over pooled connections. Opens nothing before the first request. Safe for all
 * threads; calls block, so use virtual threads.
 */
public final class HttpClient {
  private static final Duration NO_LIMIT = Duration.ofDays(365);
  private static final int MOST_REDIRECTS = 10;

  private final HttpClientConfig config;
  private final ClientSettings settings;
  private final Preparation preparation;
  private final ConnectionPool pool;
  private final Sending sending = new Sending();

  private HttpClient(HttpClientConfig config, ClientSettings settings, ConnectionPool pool) {
    this.config = config;
    this.settings = settings;
    this.preparation = new Preparation(config, settings);
    this.pool = pool;
  }

  /**
   * A client.
   *
   * @throws io.beltline.api.ComponentException if a TLS file cannot be read, the authenticator is
   *     missing or the configured proxy cannot be used
   */
  public static HttpClient create(HttpClientConfig config, ClientSettings settings) {
    ClientTls tls = new ClientTls(config, settings);
    Proxies proxies = Proxies.of(config.proxyUrl(), System.getenv());
    EventLoops loops = EventLoops.open();
    boolean created = false;
    try {
      Connector connector = new Connector(config, loops, tls, proxies);
      HttpClient client = new HttpClient(config, settings, new ConnectionPool(config, connector));
      created = true;
      return client;
    } finally {
      if (!created) {
        loops.close();
      }
    }
  }

  /**
   * Sends a request and waits for the whole answer, at most until the earlier of the call's
   * deadline and the configured timeout. Compresses the body as configured unless the call has a
   * Content-Encoding, and decompresses the answer. Follows redirects of GET and HEAD, and 307 and
   * 308 of any method, on the same host and never from TLS to plain text. Never throws for what the
   * network or the server does.
   *
   * <p>A request that failed on a reused connection before a byte of the answer came is sent once
   * more on a fresh connection: a server may close an idle connection at any moment (RFC 9110,
   * section 9.2.2). That holds for POST too, as telemetry is delivered at least once.
   *
   * <p>Waits for room to send first, see {@link Sending}.
   */
  public HttpReply send(HttpCall call) {
    Duration limit = config.timeout().isPositive() ? config.timeout() : NO_LIMIT;
    Deadline given = call.deadline();
    Deadline deadline =
        given == null ? Deadline.in(settings.host().clock(), limit) : given.within(limit);
    long size = Slice.length(call.body());
    try (Sending.Room room = sending.enter(size, deadline)) {
      return room == null
          ? failure(Kind.TIMEOUT, call, "no room to send before the deadline")
          : send(call, deadline);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return failure(Kind.CLOSED, call, "interrupted while waiting for room to send");
    } catch (OutOfMemoryError passing) {
      return failure(Kind.RESET, call, "memory ran out: " + passing.getMessage());
    }
  }

  private static Failure failure(Kind kind, HttpCall call, String words) {
    return new Failure(kind, Origin.shown(call.uri()) + ": " + words);
  }

  private HttpReply send(HttpCall call, Deadline deadline) {
    HttpCall next = call;
    for (int hops = 0; ; hops++) {
      HttpReply reply = once(next, deadline);
      HttpCall redirected = Redirects.follow(next, reply);
      if (redirected == null || hops == MOST_REDIRECTS) {
        return reply;
      }
      next = redirected;
    }
  }

  private HttpReply once(HttpCall call, Deadline deadline) {
    Outgoing request;
    try {
      request = preparation.prepare(call.with(deadline));
    } catch (Preparation.UnsendableException never) {
      return failure(Kind.REQUEST, call, String.valueOf(never.getMessage()));
    } catch (RuntimeException refused) { // an authenticator, a malformed URL
      return new Failure(
          Kind.CONNECT,
          "cannot prepare the request to "
              + Origin.shown(call.uri())
              + ": "
              + refused.getMessage());
    }
    Exchange exchange = pool.exchange(request, deadline, false);
    if (exchange.mayRepeat() && !deadline.isExpired()) {
      exchange = pool.exchange(request, deadline, true);
    }
    return preparation.finish(call, request, exchange.reply());
  }

  /** Closes idle connections, waits for calls until the deadline, then breaks them. */
  public void close(Deadline deadline) {
    pool.close(deadline);
  }
}
