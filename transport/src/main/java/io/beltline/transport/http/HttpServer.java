package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.HttpServerConfig;
import java.net.SocketAddress;

/**
 * A listening HTTP/1.1 and HTTP/2 server. Each request is handled on a virtual thread of its own.
 * Safe for all threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class HttpServer {
  private HttpServer() {}

  /**
   * Opens the port and serves requests until {@link #close}.
   *
   * @throws io.beltline.api.ComponentException if the port cannot be opened, a TLS file cannot be
   *     read or the authenticator is missing
   */
  public static HttpServer start(
      HttpServerConfig config, ServerSettings settings, HttpHandler handler) {
    throw new UnsupportedOperationException();
  }

  /** Where it listens; the port is the real one where 0 was configured. */
  public SocketAddress address() {
    throw new UnsupportedOperationException();
  }

  /** The port it listens on, -1 on a Unix socket. */
  public int port() {
    throw new UnsupportedOperationException();
  }

  /** Closes the port to new connections; requests under way go on. */
  public void stopAccepting() {
    throw new UnsupportedOperationException();
  }

  /**
   * Closes the port, answers requests under way until the deadline, then closes every connection.
   * After it returns no handler is called any more.
   */
  public void close(Deadline deadline) {
    throw new UnsupportedOperationException();
  }
}
