package io.beltline.transport.grpc;

import io.beltline.api.Deadline;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;

/**
 * Makes unary gRPC calls. An absent server never stops the creation. Safe for all threads; calls
 * block, so use virtual threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class GrpcClient {
  private GrpcClient() {}

  /**
   * A client; connects at the first call.
   *
   * @throws io.beltline.api.ComponentException if a TLS file cannot be read or the authenticator is
   *     missing
   */
  public static GrpcClient create(GrpcClientConfig config, ClientSettings settings) {
    throw new UnsupportedOperationException();
  }

  /** Makes a call and waits for its end. Never throws for what the network or the server does. */
  public GrpcResult call(GrpcRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Waits for calls until the deadline, then breaks them. */
  public void close(Deadline deadline) {
    throw new UnsupportedOperationException();
  }
}
