package io.beltline.transport.grpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.api.Status.Code;
import io.beltline.config.Secret;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.transport.Bounds;
import io.beltline.transport.Configs;
import io.beltline.transport.HeaderChanges;
import io.beltline.transport.Here;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcResult.Failed;
import io.beltline.transport.grpc.GrpcResult.Ok;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcTest {
  private static final String METHOD = "test.Service/Echo";

  private final Here here = new Here();
  private final List<GrpcCall> seen = new ArrayList<>();
  private GrpcServer server;
  private GrpcClient client;

  @AfterEach
  void close() {
    if (client != null) {
      client.close(here.soon());
    }
    if (server != null) {
      server.close(here.soon());
    }
  }

  private void serve(Map<String, ?> keys, GrpcHandler handler) {
    Map<String, Object> all = new HashMap<>(keys);
    all.putIfAbsent("endpoint", "127.0.0.1:0");
    server =
        GrpcServer.start(
            Configs.of(GrpcServerConfig.class, all),
            here.server(),
            Map.of(
                METHOD,
                call -> {
                  synchronized (seen) {
                    seen.add(call);
                  }
                  return handler.handle(call);
                }));
  }

  private void echo(Map<String, ?> keys) {
    serve(keys, call -> GrpcReply.of(call.message()));
  }

  private void client(Map<String, ?> keys) {
    Map<String, Object> all = new HashMap<>(keys);
    if (server != null) {
      all.putIfAbsent("endpoint", "127.0.0.1:" + server.port());
    }
    all.putIfAbsent("tls.insecure", true);
    client = GrpcClient.create(Configs.of(GrpcClientConfig.class, all), here.client());
  }

  private GrpcResult call(byte[] message) {
    return call(Payload.of(message));
  }

  private GrpcResult call(Payload message) {
    return client.call(GrpcRequest.of(METHOD, message, Context.EMPTY, here.soon()));
  }

  private static Slice ok(GrpcResult result) {
    assertThat(result).isInstanceOf(Ok.class);
    return ((Ok) result).message();
  }

  private static Failed failed(GrpcResult result) {
    assertThat(result).isInstanceOf(Failed.class);
    return (Failed) result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "gzip", "snappy", "zstd"})
  void messagesOfAllSizesComeBack(String compression) {
    echo(Map.of());
    client(Map.of("compression", compression));
    for (int size : new int[] {0, 1, 1000, 36_000, 1 << 20, 4 << 20}) {
      byte[] message = new byte[size];
      Arrays.fill(message, (byte) 5);
      assertThat(ok(call(message)).toByteArray()).isEqualTo(message);
    }
  }

  /** As otel_collector is: 127.1 needs no name server. */
  @ParameterizedTest
  @ValueSource(
      strings = {"127.1:%d", "http://127.1:%d/", "dns:///127.1:%d", "passthrough:127.1:%d"})
  void aHostIsCalledWhoseNameIsNoneForUris(String endpoint) {
    echo(Map.of("includeMetadata", true));
    client(Map.of("endpoint", endpoint.formatted(server.port())));
    assertThat(ok(call(new byte[3])).length()).isEqualTo(3);
  }

  @Test
  void aNameWithAnUnderscoreThatIsNotKnownIsUnavailable() {
    client(Map.of("endpoint", "otel_collector.invalid:4317"));
    Failed failed = failed(call(new byte[3]));
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failed.message()).contains("Unable to resolve host otel_collector.invalid");
  }

  @Test
  void slicesArriveAsOneMessage() {
    echo(Map.of());
    client(Map.of());
    Payload message = Payload.of(List.of(Slice.utf8("ab"), Slice.utf8("cd"), Slice.utf8("e")));
    assertThat(ok(call(message)).toUtf8()).isEqualTo("abcde");
  }

  @Test
  void messagesBeyondTheLimitAreRefused() {
    echo(Map.of("maxRecvMsgSizeMib", 1));
    client(Map.of());
    assertThat(failed(call(new byte[(1 << 20) + 1])).code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(ok(call(new byte[1 << 20])).length()).isEqualTo(1 << 20);
    assertThat(seen).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "snappy", "zstd"})
  void bombsAreRefused(String compression) {
    echo(Map.of("maxRecvMsgSizeMib", 1));
    client(Map.of("compression", compression));
    assertThat(failed(call(new byte[5 << 20])).code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(seen).isEmpty();
  }

  @Test
  void statusMessageAndDelayArrive() {
    serve(
        Map.of(),
        call -> new GrpcReply.Failed(Code.UNAVAILABLE, "später", Duration.ofMillis(1500)));
    client(Map.of());
    Failed failed = failed(call(new byte[3]));
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failed.message()).isEqualTo("später");
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void unknownMethodsAreUnimplemented() {
    echo(Map.of());
    client(Map.of());
    GrpcResult result =
        client.call(
            GrpcRequest.of("test.Service/Other", Payload.empty(), Context.EMPTY, here.soon()));
    assertThat(failed(result).code()).isEqualTo(Code.UNIMPLEMENTED);
  }

  @Test
  void metadataTravels() {
    echo(Map.of("includeMetadata", true));
    client(Map.of("headers", Map.of("X-Tenant", new Secret("blue"))));
    ok(call(new byte[1]));
    assertThat(seen.getFirst().context().metadata().get("x-tenant")).containsExactly("blue");
    assertThat(seen.getFirst().context().metadata().get("user-agent").getFirst())
        .startsWith("test/1");
    assertThat(seen.getFirst().peer()).startsWith("127.0.0.1:");
  }

  @Test
  void withoutIncludeMetadataNoneIsKept() {
    echo(Map.of());
    client(Map.of("headers", Map.of("X-Tenant", new Secret("blue"))));
    ok(call(new byte[1]));
    assertThat(seen.getFirst().context().metadata().isEmpty()).isTrue();
    assertThat(seen.getFirst().headers().get().get("x-tenant")).containsExactly("blue");
  }

  @Test
  void bothSidesAuthenticate() {
    here.extensions.put("bearer", new Bearer());
    echo(Map.of("auth.authenticator", "bearer"));
    client(Map.of("auth.authenticator", "bearer"));
    ok(call(new byte[1]));
    assertThat(seen.getFirst().auth()).containsEntry("subject", "me");
    client.close(here.soon());
    client(Map.of());
    assertThat(failed(call(new byte[1])).code()).isEqualTo(Code.UNAUTHENTICATED);
  }

  @Test
  void whatAServerDoesNotBelieveIsTold() {
    Bearer bearer = new Bearer();
    here.extensions.put("bearer", bearer);
    echo(Map.of("auth.authenticator", "bearer"));
    client(Map.of("auth.authenticator", "bearer"));
    ok(call(new byte[1]));
    assertThat(bearer.refused).isEmpty();
    bearer.token = "other";
    assertThat(failed(call(new byte[1])).code()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(bearer.refused).isEqualTo("other");
  }

  @Test
  void theAuthenticatorChangesHeaders() {
    here.extensions.put("changes", new HeaderChanges());
    echo(Map.of());
    Map<String, Secret> old = new HashMap<>();
    for (String name : List.of("x-set", "x-insert", "x-update", "x-delete")) {
      old.put(name, new Secret("old"));
    }
    old.put("x-raw-bin", new Secret("b2xk"));
    old.put("x-gone-bin", new Secret("b2xk"));
    client(Map.of("auth.authenticator", "changes", "headers", old));
    ok(call(new byte[1]));
    Metadata headers = seen.getFirst().headers().get();
    assertThat(headers.get("x-set")).containsExactly("new");
    assertThat(headers.get("x-set-absent")).containsExactly("new");
    assertThat(headers.get("x-insert")).containsExactly("old");
    assertThat(headers.get("x-insert-absent")).containsExactly("new");
    assertThat(headers.get("x-update")).containsExactly("new");
    assertThat(headers.get("x-update-absent")).isEmpty();
    assertThat(headers.get("x-delete")).isEmpty();
    assertThat(headers.get("x-delete-absent")).isEmpty();
    assertThat(headers.get("x-raw-bin")).containsExactly("bmV3");
    assertThat(headers.get("x-gone-bin")).isEmpty();
  }

  private static final class Bearer implements Extension, ServerAuthenticator, ClientAuthenticator {
    private volatile String token = "secret";
    private volatile String refused = "";

    @Override
    public Outcome authenticate(Metadata headers) {
      return headers.get("authorization").contains("secret")
          ? new Outcome.Granted(Map.of("subject", "me"))
          : new Outcome.Denied("no token", "");
    }

    @Override
    public List<Header> headers(Context context) {
      return List.of(new Header("Authorization", token));
    }

    @Override
    public void refused(String authorization) {
      refused = authorization;
    }
  }

  @Test
  void overloadIsToldWithADelay() {
    AtomicLong free = new AtomicLong(1000);
    here.admission = Bounds.of(free);
    echo(Map.of());
    client(Map.of());
    ok(call(new byte[900]));
    Failed refused = failed(call(new byte[1100]));
    assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    server.close(here.soon());
    assertThat(free).hasValue(1000);
  }

  @Test
  void manyCallsAtOnce() throws Exception {
    echo(Map.of());
    client(Map.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Slice>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        byte[] message = new byte[i * 50];
        answers.add(threads.submit(() -> ok(call(message))));
      }
      for (int i = 0; i < 500; i++) {
        assertThat(answers.get(i).get().length()).isEqualTo(i * 50);
      }
    }
  }

  @Test
  void httpOnTheGrpcPortIsTold() throws Exception {
    echo(Map.of());
    String answer =
        raw(
            "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
                .getBytes(ISO_8859_1));
    assertThat(answer).startsWith("HTTP/1.1 415").contains("gRPC").contains("4318");
    client(Map.of());
    ok(call(new byte[1]));
  }

  @Test
  void garbageHarmsOnlyItsConnection() throws Exception {
    echo(Map.of());
    client(Map.of());
    ok(call(new byte[1]));
    raw("\0\1\2\3\4\5\6\7garbage that is no preface".getBytes(ISO_8859_1));
    raw(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n garbage that is no frame............"
            .getBytes(ISO_8859_1));
    raw(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, 0, 0, 0, 0}); // a TLS hello
    ok(call(new byte[1]));
  }

  private String raw(byte[] bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }

  @Test
  void anAbsentServerIsAFailureAndComesBack() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    client(Map.of("endpoint", "127.0.0.1:" + port));
    Failed failed = failed(call(new byte[1]));
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
    client.close(here.soon());
    client(Map.of("endpoint", "localhost:" + port, "waitForReady", true));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> call(new byte[7]));
      echo(Map.of("endpoint", "127.0.0.1:" + port));
      assertThat(ok(waiting.get()).length()).isEqualTo(7);
    }
  }

  @Test
  void theDeadlineEndsTheWait() {
    CountDownLatch never = new CountDownLatch(1);
    serve(
        Map.of(),
        call -> {
          try {
            never.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          return GrpcReply.of(Slice.EMPTY);
        });
    client(Map.of());
    GrpcResult result =
        client.call(
            GrpcRequest.of(
                METHOD,
                Payload.of(new byte[1]),
                Context.EMPTY,
                here.deadline(Duration.ofMillis(50))));
    assertThat(failed(result).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    never.countDown();
  }

  @Test
  void handlersThatThrowAreInternal() {
    serve(
        Map.of(),
        call -> {
          throw new IllegalArgumentException("a bug");
        });
    client(Map.of());
    assertThat(failed(call(new byte[1])).code()).isEqualTo(Code.INTERNAL);
  }

  @Test
  void closingLetsCallsFinish() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    serve(
        Map.of(),
        call -> {
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException ended) {
            return GrpcReply.failed(Code.ABORTED, "interrupted");
          }
          return GrpcReply.of(call.message());
        });
    client(Map.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer = threads.submit(() -> call(new byte[9]));
      begun.await();
      var closing = threads.submit(() -> server.close(here.soon()));
      go.countDown();
      assertThat(ok(answer.get()).length()).isEqualTo(9);
      closing.get();
    }
  }

  @Test
  void unixSockets(@TempDir Path folder) {
    Path socket = folder.resolve("s");
    echo(Map.of("endpoint", socket.toString(), "transport", "unix"));
    client(Map.of("endpoint", "unix://" + socket));
    assertThat(ok(call(new byte[5])).length()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:%d",
        "dns:///localhost:%d",
        "passthrough:///localhost:%d",
        "localhost:%d"
      })
  void endpointForms(String form) {
    echo(Map.of());
    client(Map.of("endpoint", String.format(form, server.port())));
    assertThat(ok(call(new byte[5])).length()).isEqualTo(5);
  }

  @Test
  void handlersThatRunOutOfMemoryAreUnavailable() {
    serve(
        Map.of(),
        call -> {
          throw new OutOfMemoryError("none left");
        });
    client(Map.of());
    assertThat(failed(call(new byte[1])).code()).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void handlersWhoseSenderHasGoneAreInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    serve(
        Map.of(),
        call -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException ended) {
            interrupted.countDown();
          }
          return GrpcReply.failed(Code.CANCELLED, "interrupted");
        });
    client(Map.of());
    GrpcResult result =
        client.call(
            GrpcRequest.of(
                METHOD, Payload.empty(), Context.EMPTY, here.deadline(Duration.ofMillis(300))));
    assertThat(failed(result).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    interrupted.await();
  }

  @Test
  void configuredBinaryHeadersAreTheirText() {
    echo(Map.of());
    client(Map.of("headers", Map.of("X-Raw-Bin", new Secret("grün?"))));
    ok(call(new byte[1]));
    assertThat(seen.getFirst().headers().get().get("x-raw-bin")).containsExactly("Z3LDvG4/");
  }

  @Test
  void callsThatCannotBePreparedAreUnavailable() {
    here.extensions.put("broken", new Broken());
    echo(Map.of());
    client(Map.of("auth.authenticator", "broken"));
    Failed failed = failed(call(new byte[1]));
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failed.message()).contains("no token yet");
  }

  private static final class Broken implements Extension, ClientAuthenticator {
    @Override
    public List<Header> headers(Context context) {
      throw new IllegalStateException("no token yet");
    }
  }
}
