package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.HttpClientConfig;

/**
 * Sends HTTP requests over pooled connections. Opens nothing before the first request. Safe for all
 * threads; calls block, so use virtual threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class HttpClient {
  private HttpClient() {}

  /**
   * A client.
   *
   * @throws io.beltline.api.ComponentException if a TLS file cannot be read or the authenticator is
   *     missing
   */
  public static HttpClient create(HttpClientConfig config, ClientSettings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sends a request and waits for the whole answer, at most until the earlier of the call's
   * deadline and the configured timeout. Compresses the body as configured unless the call has a
   * Content-Encoding. Never throws for what the network or the server does.
   *
   * <p>A request that failed on a connection taken from the pool before a byte of the answer came
   * is sent once more on a fresh connection: a server may close an idle connection at any moment
   * (RFC 9112, section 9.3.1 permits it for idempotent methods; for POST only when the connection
   * closed without an answer, as telemetry is delivered at least once).
   */
  public HttpReply send(HttpCall call) {
    throw new UnsupportedOperationException();
  }

  /** Closes idle connections, waits for calls until the deadline, then breaks them. */
  public void close(Deadline deadline) {
    throw new UnsupportedOperationException();
  }
}
