package io.beltline.transport.grpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Status.Code;
import io.beltline.model.Payload;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.GrpcServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through the proxy that the environment names. */
class EnvironmentProxiesTest {
  private static final String METHOD = "test.Service/Echo";

  private final Here here = new Here();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket proxy;
  private GrpcServer server;
  private GrpcClient client;

  @BeforeEach
  void open() throws IOException {
    server =
        GrpcServer.start(
            Configs.of(GrpcServerConfig.class, Map.of("endpoint", "127.0.0.1:0")),
            here.server(),
            Map.of(METHOD, call -> GrpcReply.of(call.message())));
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.submit(
        () -> {
          while (true) {
            Socket near = proxy.accept();
            threads.submit(() -> pass(near));
          }
        });
  }

  @AfterEach
  void close() throws IOException {
    client.close(here.soon());
    server.close(here.soon());
    proxy.close();
    threads.close();
  }

  private Void pass(Socket near) throws IOException {
    try (near;
        Socket far = new Socket("127.0.0.1", server.port())) {
      InputStream in = near.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      asked.add(head.toString());
      near.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
      var back = threads.submit(() -> far.getInputStream().transferTo(near.getOutputStream()));
      in.transferTo(far.getOutputStream());
      back.cancel(true);
    }
    return null;
  }

  private GrpcResult call(String endpoint, Map<String, String> environment) {
    client =
        GrpcClient.create(
            Configs.of(GrpcClientConfig.class, Map.of("endpoint", endpoint, "tls.insecure", true)),
            here.client(),
            environment,
            Duration.ofMinutes(1));
    return client.call(GrpcRequest.of(METHOD, Payload.of(new byte[5]), Context.EMPTY, here.soon()));
  }

  private String url() {
    return "http://me:pw@127.0.0.1:" + proxy.getLocalPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"backend.invalid:4317", "otel_backend.invalid:4317"})
  void goThroughItByName(String backend) {
    assertThat(call(backend, Map.of("https_proxy", url()))).isInstanceOf(GrpcResult.Ok.class);
    assertThat(asked)
        .singleElement()
        .asString()
        .startsWith("CONNECT " + backend + " HTTP/1.1")
        .containsIgnoringCase("proxy-authorization: Basic bWU6cHc=");
  }

  @Test
  void goDirectlyToExceptions() {
    assertThat(call("localhost:" + server.port(), Map.of("HTTPS_PROXY", url())))
        .isInstanceOf(GrpcResult.Ok.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void failWhereItCannotBeUsed() {
    GrpcResult result =
        call("backend.invalid:4317", Map.of("HTTPS_PROXY", "https://me:secret@proxy.invalid"));
    assertThat(result).isInstanceOf(GrpcResult.Failed.class);
    GrpcResult.Failed failed = (GrpcResult.Failed) result;
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failed.message()).contains("HTTPS_PROXY", "\"https\"").doesNotContain("secret");
  }
}
