package io.beltline.transport.grpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Status.Code;
import io.beltline.model.Payload;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.grpc.GrpcResult.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client makes of servers that do not do as they should. */
class BrokenPeersTest {
  private static final String METHOD = "test.Service/Echo";

  private final Here here = new Here();
  private GrpcClient client;

  @AfterEach
  void close() {
    client.close(here.soon());
  }

  private void client(int port, Map<String, ?> more) {
    Map<String, Object> keys = new HashMap<>(more);
    keys.put("endpoint", "127.0.0.1:" + port);
    keys.put("tls.insecure", true);
    client = GrpcClient.create(Configs.of(GrpcClientConfig.class, keys), here.client());
  }

  private GrpcResult call(int size) {
    return client.call(
        GrpcRequest.of(METHOD, Payload.of(new byte[size]), Context.EMPTY, here.soon()));
  }

  /** A proxy whose backend is away, say. */
  @Test
  void whoeverSpeaksHttp1IsNoBackend() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answerInHttp1(proxy));
      client(proxy.getLocalPort(), Map.of());
      for (int i = 0; i < 3; i++) {
        assertThat(((Failed) call(1)).code()).isEqualTo(Code.UNAVAILABLE);
      }
    }
  }

  private static void answerInHttp1(ServerSocket proxy) {
    while (!proxy.isClosed()) {
      try (Socket socket = proxy.accept()) {
        socket
            .getOutputStream()
            .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        socket.shutdownOutput();
        byte[] ignored = socket.getInputStream().readAllBytes();
      } catch (IOException closed) {
        // the test is over, or the client was faster
      }
    }
  }
}
