package io.beltline.transport.grpc;

import io.beltline.api.Deadline;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import java.net.SocketAddress;
import java.util.Map;

/**
 * A listening gRPC server for unary calls. Each call is handled on a virtual thread of its own.
 * Safe for all threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class GrpcServer {
  private GrpcServer() {}

  /**
   * Opens the port and serves calls until {@link #close}.
   *
   * @param methods the handlers by full method name, {@code package.Service/Method}
   * @throws io.beltline.api.ComponentException if the port cannot be opened, a TLS file cannot be
   *     read or the authenticator is missing
   */
  public static GrpcServer start(
      GrpcServerConfig config, ServerSettings settings, Map<String, GrpcHandler> methods) {
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

  /** Closes the port to new connections and tells the others to end; calls under way go on. */
  public void stopAccepting() {
    throw new UnsupportedOperationException();
  }

  /**
   * Closes the port, answers calls under way until the deadline, then closes every connection.
   * After it returns no handler is called any more.
   */
  public void close(Deadline deadline) {
    throw new UnsupportedOperationException();
  }
}
