package io.beltline.transport.grpc;

import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;

/** Flow-control windows sized for telemetry: a whole request fits a stream's. */
final class Windows {
  static final int STREAM = 8 << 20;
  private static final int CONNECTION = 24 << 20;

  private Windows() {}

  /** Widens a connection's window beyond a stream's; the library makes them equal. */
  static void widen(GrpcHttp2ConnectionHandler handler) {
    Http2Connection connection = handler.connection();
    try {
      connection
          .local()
          .flowController()
          .incrementWindowSize(connection.connectionStream(), CONNECTION - STREAM);
    } catch (Http2Exception closed) {
      // the connection is gone: nothing to widen
    }
  }
}
