package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How connections spread, age and end. */
class ConnectionsTest {
  private static final String METHOD = "test.Service/Echo";
  private static final byte ENHANCE_YOUR_CALM = 11;

  private final Here here = new Here();

  private GrpcServer serve(String endpoint, Map<String, ?> more, String answer) {
    Map<String, Object> keys = new HashMap<>(more);
    keys.put("endpoint", endpoint);
    return GrpcServer.start(
        Configs.of(GrpcServerConfig.class, keys),
        here.server(),
        Map.of(METHOD, call -> GrpcReply.of(Slice.utf8(answer))));
  }

  private GrpcClient client(String endpoint, Map<String, ?> more) {
    Map<String, Object> keys = new HashMap<>(more);
    keys.put("endpoint", endpoint);
    keys.put("tls.insecure", true);
    return GrpcClient.create(Configs.of(GrpcClientConfig.class, keys), here.client());
  }

  private String call(GrpcClient client) {
    GrpcResult result =
        client.call(GrpcRequest.of(METHOD, Payload.of(new byte[1]), Context.EMPTY, here.soon()));
    assertThat(result).isInstanceOf(GrpcResult.Ok.class);
    return ((GrpcResult.Ok) result).message().toUtf8();
  }

  @Test
  void roundRobinUsesAllAddresses() {
    GrpcServer one = serve("127.0.0.1:0", Map.of(), "one");
    GrpcServer two = serve("127.0.0.2:" + one.port(), Map.of(), "two");
    NameResolverRegistry.getDefaultRegistry().register(new Pair(one.port()));
    GrpcClient client = client("pair:///both", Map.of("balancerName", "round_robin"));
    Set<String> answers = new TreeSet<>();
    // the second connection may be ready later than the first
    while (answers.size() < 2 && !here.soon().isExpired()) {
      answers.add(call(client));
    }
    assertThat(answers).containsExactly("one", "two");
    client.close(here.soon());
    one.close(here.soon());
    two.close(here.soon());
  }

  @Test
  void oldConnectionsAreToldToLeave() throws Exception {
    GrpcServer server =
        serve(
            "127.0.0.1:0",
            Map.of("keepalive.serverParameters.maxConnectionAge", Duration.ofMillis(50)),
            "aged");
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      assertThat(peer.until(RawHttp2.GOAWAY, 0)).isNotEmpty();
    }
    server.close(here.soon());
  }

  @Test
  void whoeverProbesTooOftenIsToldToLeave() throws Exception {
    GrpcServer server = serve("127.0.0.1:0", Map.of(), "calm");
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      for (int i = 0; i < 5; i++) { // the library bears two that come too soon
        peer.ping();
      }
      assertThat(peer.until(RawHttp2.GOAWAY, 0).getLast().payload()[7])
          .isEqualTo(ENHANCE_YOUR_CALM);
    }
    server.close(here.soon());
  }

  @Test
  void probesAreBorneAsConfigured() throws Exception {
    GrpcServer server =
        serve(
            "127.0.0.1:0",
            Map.of(
                "keepalive.enforcementPolicy.minTime",
                Duration.ofNanos(1),
                "keepalive.enforcementPolicy.permitWithoutStream",
                true),
            "calm");
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      for (int i = 0; i < 20; i++) {
        peer.roundTrip();
      }
    }
    server.close(here.soon());
  }

  @Test
  void aMessageThatIsComingIsWaitedFor() throws Exception {
    GrpcServer server =
        serve(
            "127.0.0.1:0",
            Map.of(
                "keepalive.enforcementPolicy.minTime",
                Duration.ofNanos(1),
                "keepalive.enforcementPolicy.permitWithoutStream",
                true),
            "whole");
    try (RawHttp2 peer = new RawHttp2(server.port());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      peer.post(1, "/" + METHOD, "content-type", "application/grpc", "te", "trailers");
      peer.data(1, new byte[] {0, 0, 0, 0, 2, 7}, 0);
      peer.roundTrip();
      Future<?> closing = threads.submit(() -> server.close(here.deadline(Duration.ofDays(1))));
      assertThat(peer.until(RawHttp2.GOAWAY, 0)).isNotEmpty();
      Deadline half = here.deadline(Duration.ofMillis(500));
      while (!half.isExpired()) {
        peer.roundTrip();
      }
      peer.data(1, new byte[] {7}, RawHttp2.END_STREAM);
      assertThat(peer.until(RawHttp2.DATA, 1).getLast().payload()).hasSize(5 + "whole".length());
      closing.get();
    }
  }

  @Test
  void idleConnectionsAreToldToLeave() throws Exception {
    GrpcServer server =
        serve(
            "127.0.0.1:0",
            Map.of("keepalive.serverParameters.maxConnectionIdle", Duration.ofMillis(50)),
            "idle");
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      assertThat(peer.until(RawHttp2.GOAWAY, 0)).isNotEmpty();
    }
    server.close(here.soon());
  }

  @Test
  @Tag("long") // the library probes no sooner than after ten seconds
  void silentConnectionsAreProbedAndClosed() throws Exception {
    GrpcServer server =
        serve(
            "127.0.0.1:0",
            Map.of(
                "keepalive.serverParameters.time", Duration.ofMillis(50),
                "keepalive.serverParameters.timeout", Duration.ofMillis(50)),
            "probed");
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      assertThat(peer.until(RawHttp2.PING, 0)).isNotEmpty();
      assertThat(peer.endsUnanswered()).isTrue();
    }
    server.close(here.soon());
  }

  /** Left to itself the library would need minutes for so many. */
  @Test
  void eachCallAfterAFailureTriesToConnectAgain() throws Exception {
    Semaphore connections = new Semaphore(0);
    try (ServerSocket broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> closeAtOnce(broken, connections));
      GrpcClient client = client("127.0.0.1:" + broken.getLocalPort(), Map.of());
      int made = 0;
      Deadline limit = here.soon();
      while (made < 12 && !limit.isExpired()) {
        GrpcResult result =
            client.call(
                GrpcRequest.of(METHOD, Payload.of(new byte[1]), Context.EMPTY, here.soon()));
        assertThat(result).isInstanceOf(GrpcResult.Failed.class);
        made += connections.tryAcquire(20, TimeUnit.MILLISECONDS) ? 1 : 0;
      }
      assertThat(made).isEqualTo(12);
      client.close(here.soon());
    }
  }

  private static void closeAtOnce(ServerSocket server, Semaphore connections) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
        connections.release();
      } catch (IOException closed) {
        // the test is over, or the peer was faster
      }
    }
  }

  @Test
  void noThreadOutlivesTheLastClose() throws InterruptedException {
    GrpcServer grpc = serve("127.0.0.1:0", Map.of(), "x");
    GrpcClient grpcClient = client("127.0.0.1:" + grpc.port(), Map.of());
    HttpServer http =
        HttpServer.start(
            HttpServerConfig.at("127.0.0.1:0"), here.server(), _ -> HttpResponse.empty(200));
    HttpClient httpClient =
        HttpClient.create(Configs.of(HttpClientConfig.class, Map.of()), here.client());
    assertThat(call(grpcClient)).isEqualTo("x");
    URI uri = URI.create("http://127.0.0.1:" + http.port());
    assertThat(httpClient.send(HttpCall.get(uri))).isInstanceOf(HttpReply.Response.class);
    assertThat(loops()).isNotEmpty();
    grpcClient.close(here.soon());
    httpClient.close(here.soon());
    grpc.close(here.soon());
    List<Thread> last = loops();
    assertThat(last).isNotEmpty();
    http.close(here.soon());
    for (Thread loop : last) { // they have said that they end, and may be about to
      assertThat(loop.join(Duration.ofSeconds(10))).as(loop.getName()).isTrue();
    }
  }

  /** Resolves to 127.0.0.1 and 127.0.0.2. */
  private static final class Pair extends NameResolverProvider {
    private final int port;

    Pair(int port) {
      this.port = port;
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 5;
    }

    @Override
    public String getDefaultScheme() {
      return "pair";
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
      return new NameResolver() {
        @Override
        public String getServiceAuthority() {
          return "both";
        }

        @Override
        public void start(Listener2 listener) {
          List<EquivalentAddressGroup> found =
              Stream.of("127.0.0.1", "127.0.0.2")
                  .map(a -> new EquivalentAddressGroup(new InetSocketAddress(a, port)))
                  .toList();
          listener.onResult(
              ResolutionResult.newBuilder().setAddressesOrError(StatusOr.fromValue(found)).build());
        }

        @Override
        public void shutdown() {}
      };
    }
  }

  private static List<Thread> loops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("beltline-"))
        .toList();
  }
}
