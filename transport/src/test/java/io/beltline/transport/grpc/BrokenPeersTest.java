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
import io.beltline.transport.grpc.GrpcResult.Failed;
import io.beltline.transport.grpc.GrpcResult.Ok;
import io.grpc.HandlerRegistry;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a client makes of servers, and of a library, that do not do as they should. */
class BrokenPeersTest {
  private static final String METHOD = "test.Service/Echo";

  private final Here here = new Here();
  private final List<Socket> taken = new CopyOnWriteArrayList<>();
  private GrpcClient client;

  @AfterEach
  void close() throws IOException {
    client.close(here.soon());
    for (Socket socket : taken) {
      socket.close();
    }
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

  private GrpcServer echo() {
    return GrpcServer.start(
        Configs.of(GrpcServerConfig.class, Map.of("endpoint", "127.0.0.1:0")),
        here.server(),
        Map.of(METHOD, call -> GrpcReply.of(call.message())));
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

  /** As if its machine had gone: what is sent is not acknowledged, and nobody says so. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aConnectionThatTakesNothingIsGivenUpWithoutProbes() throws Exception {
    try (ServerSocket deaf = new ServerSocket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Map<String, Object> keys =
          Map.of(
              "endpoint",
              "127.0.0.1:" + deaf.getLocalPort(),
              "tls.insecure",
              true,
              "keepalive.time",
              Duration.ZERO);
      client =
          GrpcClient.create(
              Configs.of(GrpcClientConfig.class, keys),
              here.client(),
              Map.of(),
              Duration.ofMillis(300));
      Thread.startVirtualThread(() -> greet(deaf));
      assertThat(((Failed) call(8 << 20)).code()).isEqualTo(Code.UNAVAILABLE);
    }
  }

  /** Tells a client that it may send much, and never reads. */
  private void greet(ServerSocket deaf) {
    byte[] settings = {0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 64, 0, 0, 0};
    byte[] window = {0, 0, 4, 8, 0, 0, 0, 0, 0, 64, 0, 0, 0};
    try {
      Socket socket = deaf.accept();
      taken.add(socket);
      socket.getOutputStream().write(settings);
      socket.getOutputStream().write(window);
    } catch (IOException closed) {
      // the test is over
    }
  }

  @Test
  void longWordsAreRead() throws Exception {
    Server verbose =
        NettyServerBuilder.forPort(0).fallbackHandlerRegistry(new Verbose()).build().start();
    client(verbose.getPort(), Map.of());
    Failed failed = (Failed) call(1);
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failed.message()).hasSize((8 << 10) + 3).startsWith("xxx").endsWith("x...");
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    verbose.shutdownNow();
  }

  /** Refuses with many words. */
  private static final class Verbose extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
      return ServerMethodDefinition.create(Methods.descriptor(name), (call, _) -> refuse(call));
    }

    private static ServerCall.Listener<MessageBytes> refuse(ServerCall<?, ?> call) {
      String words = "x".repeat(20_000);
      Metadata trailers = new Metadata();
      trailers.put(RichStatus.DETAILS, RichStatus.encode(14, words, Duration.ofSeconds(1)));
      call.close(Status.UNAVAILABLE.withDescription(words), trailers);
      return new ServerCall.Listener<>() {};
    }
  }

  @Test
  void aClientOutlivesAFailureInsideTheLibrary() {
    FailsOnce balancers = new FailsOnce();
    LoadBalancerRegistry.getDefaultRegistry().register(balancers);
    GrpcServer server = echo();
    client(server.port(), Map.of("balancerName", balancers.getPolicyName()));
    assertThat(((Failed) call(1)).code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(call(2)).isInstanceOf(Ok.class);
    LoadBalancerRegistry.getDefaultRegistry().deregister(balancers);
    server.close(here.soon());
  }

  /** Has no memory for its first balancer. */
  private static final class FailsOnce extends LoadBalancerProvider {
    private final AtomicBoolean failed = new AtomicBoolean();

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public int getPriority() {
      return 5;
    }

    @Override
    public String getPolicyName() {
      return "fails_once";
    }

    @Override
    public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
      if (failed.compareAndSet(false, true)) {
        throw new OutOfMemoryError("none left");
      }
      return LoadBalancerRegistry.getDefaultRegistry()
          .getProvider("pick_first")
          .newLoadBalancer(helper);
    }
  }
}
