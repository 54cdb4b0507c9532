package io.beltline.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Where a collector listens and sends to.
 *
 * @param grpc its gRPC port
 * @param http its HTTP port
 * @param metrics where it shows its own metrics
 * @param sink where it sends to
 */
record Ports(int grpc, int http, int metrics, int sink) {

  static Ports free(int sink) throws IOException {
    return new Ports(one(), one(), one(), sink);
  }

  private static int one() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  /** The variables that configurations refer to. */
  Map<String, String> environment() {
    return Map.of(
        "BENCH_GRPC", Integer.toString(grpc),
        "BENCH_HTTP", Integer.toString(http),
        "BENCH_METRICS", Integer.toString(metrics),
        "BENCH_SINK", Integer.toString(sink));
  }
}
