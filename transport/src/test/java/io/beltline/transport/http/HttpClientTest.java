package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;
import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.config.Secret;
import io.beltline.model.Slice;
import io.beltline.transport.Configs;
import io.beltline.transport.HeaderChanges;
import io.beltline.transport.Here;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.config.CookiesConfig;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.http.HttpReply.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpClientTest {
  private final Here here = new Here();
  private final List<HttpRequest> seen = new ArrayList<>();
  private HttpServer server;
  private HttpClient client;

  @AfterEach
  void close() {
    if (client != null) {
      client.close(here.soon());
    }
    if (server != null) {
      server.close(here.soon());
    }
  }

  private void serve(HttpHandler handler) {
    server =
        HttpServer.start(
            HttpServerConfig.at("127.0.0.1:0"),
            here.server(),
            request -> {
              synchronized (seen) {
                seen.add(request);
              }
              return handler.handle(request);
            });
  }

  private void client(Map<String, ?> keys) {
    client = HttpClient.create(Configs.of(HttpClientConfig.class, keys), here.client());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private HttpReply post(String text) {
    return client.send(HttpCall.post(uri("/x?a=b"), "text/plain", List.of(Slice.utf8(text))));
  }

  private static Response ok(HttpReply reply) {
    assertThat(reply).isInstanceOf(Response.class);
    return (Response) reply;
  }

  private static Failure failed(HttpReply reply) {
    assertThat(reply).isInstanceOf(Failure.class);
    return (Failure) reply;
  }

  @Test
  void oneConnectionServesManyRequests() {
    serve(request -> HttpResponse.text(200, request.peer()));
    client(Map.of("headers", Map.of("X-Key", new Secret("k"))));
    String first = ok(post("one")).body().toUtf8();
    for (int i = 0; i < 20; i++) {
      assertThat(ok(post("more")).body().toUtf8()).isEqualTo(first);
    }
    assertThat(seen.getFirst().header("x-key")).isEqualTo("k");
    assertThat(seen.getFirst().header("user-agent")).isEqualTo("test/1");
    assertThat(seen.getFirst().query()).isEqualTo("a=b");
  }

  @ParameterizedTest
  @CsvSource({"1000,2000,true", "999,2000,false", "2000,999,false"})
  void anAnswerTakesNoMoreThanItMay(long limit, long memory, boolean taken) {
    serve(request -> HttpResponse.text(200, "x".repeat(1000)));
    client(Map.of());
    ByteAccount held = new ByteAccount();
    Admission admission =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            return held.tryAcquire(bytes, memory);
          }

          @Override
          public void release(long bytes) {
            held.release(bytes);
          }
        };
    try (Reservation reservation = requireNonNull(Reservation.of(admission, 0))) {
      HttpReply reply =
          client.send(HttpCall.get(uri("/")).with(new AnswerRoom(limit, reservation)));
      if (taken) {
        assertThat(ok(reply).body().length()).isEqualTo(1000);
        assertThat(held.held()).isEqualTo(1000);
      } else {
        assertThat(failed(reply).message())
            .contains(limit < 1000 ? "the answer exceeds 999 bytes" : "there is no memory");
      }
    }
    assertThat(held.held()).isZero();
  }

  @Test
  void theAuthenticatorChangesHeaders() {
    here.extensions.put("changes", new HeaderChanges());
    serve(request -> HttpResponse.empty(200));
    Secret old = new Secret("old");
    client(
        Map.of(
            "auth.authenticator",
            "changes",
            "headers",
            Map.of("x-set", old, "x-insert", old, "x-update", old, "x-delete", old)));
    ok(post("x"));
    Metadata headers = seen.getFirst().headers();
    assertThat(headers.get("x-set")).containsExactly("new");
    assertThat(headers.get("x-set-absent")).containsExactly("new");
    assertThat(headers.get("x-insert")).containsExactly("old");
    assertThat(headers.get("x-insert-absent")).containsExactly("new");
    assertThat(headers.get("x-update")).containsExactly("new");
    assertThat(headers.get("x-update-absent")).isEmpty();
    assertThat(headers.get("x-delete")).isEmpty();
    assertThat(headers.get("x-delete-absent")).isEmpty();
  }

  @Test
  void disabledKeepAliveOpensAConnectionEach() {
    serve(request -> HttpResponse.text(200, request.peer()));
    client(Map.of("disableKeepAlives", true));
    assertThat(ok(post("a")).body()).isNotEqualTo(ok(post("b")).body());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void bodiesAreCompressed(Compression format) {
    serve(
        request ->
            HttpResponse.of(200, "x/y", request.body())
                .with("coding", request.header("content-encoding")));
    client(Map.of("compression", format.label()));
    String text = "telemetry ".repeat(1000);
    Response response = ok(post(text));
    assertThat(response.header("coding")).isEqualTo(format.label());
    assertThat(response.body().toUtf8()).isEqualTo(text);
  }

  @Test
  void compressedAnswersAreRead() {
    String text = "metric 1\n".repeat(2000);
    serve(request -> HttpResponse.text(200, text).compressed());
    client(Map.of());
    Response response = ok(client.send(HttpCall.get(uri("/metrics"))));
    assertThat(response.header("content-encoding")).isEqualTo("gzip");
    assertThat(response.body().toUtf8()).isEqualTo(text);
  }

  @Test
  void manyAtOnce() throws Exception {
    serve(request -> HttpResponse.of(200, "x/y", request.body()));
    client(Map.of("maxConnsPerHost", 4, "maxIdleConnsPerHost", 4));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpReply>> replies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String text = "n" + i;
        replies.add(threads.submit(() -> post(text)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(ok(replies.get(i).get()).body().toUtf8()).isEqualTo("n" + i);
      }
    }
    assertThat(seen.stream().map(HttpRequest::peer).distinct().count()).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "2, 14"})
  void connectionsServeAgain(int maxIdleConnsPerHost, int connections) throws Exception {
    Phaser together = new Phaser(8);
    serve(
        _ -> {
          together.arriveAndAwaitAdvance();
          return HttpResponse.text(200, "");
        });
    client(Map.of("maxIdleConnsPerHost", maxIdleConnsPerHost));
    for (int round = 0; round < 2; round++) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 8; i++) {
          threads.execute(() -> post("x"));
        }
      }
    }
    assertThat(seen).hasSize(16);
    assertThat(seen.stream().map(HttpRequest::peer).distinct()).hasSize(connections);
  }

  @Test
  void absentServersAreFailures() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    client(Map.of());
    Failure refused = failed(client.send(HttpCall.get(URI.create("http://127.0.0.1:" + port))));
    assertThat(refused.kind()).isEqualTo(Kind.CONNECT);
    assertThat(refused.message()).contains("" + port);
    Failure unknown = failed(client.send(HttpCall.get(URI.create("http://no.such.host.invalid"))));
    assertThat(unknown.kind()).isEqualTo(Kind.CONNECT);
  }

  @Test
  void aRequestThatCannotBeSentIsNoAbsentServer() {
    serve(request -> HttpResponse.empty(200));
    client(Map.of());
    HttpCall call = HttpCall.post(uri("/"), "text/plain", List.of(Slice.utf8("x")));
    for (String value : List.of("a\nb", "a\u0000", "a\n")) {
      Failure broken = failed(client.send(call.with("x-tenant", value)));
      assertThat(broken.kind()).isEqualTo(Kind.REQUEST);
      assertThat(broken.message()).contains("127.0.0.1").contains("header x-tenant");
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void spaceAroundAHeaderIsNotPartOfIt() {
    serve(request -> HttpResponse.empty(200));
    client(Map.of("headers", Map.of("x-configured", new Secret("\t tenant "))));
    HttpCall call = HttpCall.post(uri("/"), "text/plain", List.of(Slice.utf8("x")));
    client.send(call.with("x-given", " a b\t").with("x-empty", "  "));
    Metadata headers = seen.getFirst().headers();
    assertThat(headers.get("x-configured")).containsExactly("tenant");
    assertThat(headers.get("x-given")).containsExactly("a b");
    assertThat(headers.get("x-empty")).containsExactly("");
  }

  /** Sets one header to a tenant that the sender has named, another to its own. */
  private record Passing(String own) implements Extension, ClientAuthenticator {
    @Override
    public List<Header> headers(Context context) {
      String tenant = context.metadata().get("tenant").getFirst();
      return List.of(new Header("x-own", own), new Header("x-tenant", tenant));
    }

    @Override
    public Origin origin() {
      return new Origin(List.of("Tenant"), List.of());
    }
  }

  @Test
  void onlyWhatComesWithTheDataMakesThemUnsendable() {
    serve(request -> HttpResponse.empty(200));
    here.extensions.put("fine", new Passing("a"));
    here.extensions.put("broken", new Passing("a\nb"));
    client(Map.of("auth.authenticator", "fine"));
    assertThat(failed(client.send(ofTenant("c\nd"))).kind()).isEqualTo(Kind.REQUEST);
    client.close(here.soon());
    client(Map.of("auth.authenticator", "broken"));
    assertThat(failed(client.send(ofTenant("c"))).kind()).isEqualTo(Kind.CONNECT);
    assertThat(seen).isEmpty();
  }

  private HttpCall ofTenant(String tenant) {
    Metadata metadata = Metadata.of(Map.of("tenant", List.of(tenant)));
    HttpCall call = HttpCall.post(uri("/"), "text/plain", List.of(Slice.utf8("x")));
    return call.with(Context.EMPTY.withMetadata(metadata));
  }

  /** Signs requests with one header. */
  private record Signer(Supplier<String> value) implements Extension, ClientAuthenticator {
    @Override
    public List<Header> headers(Context context) {
      return List.of(new Header("x-tenant", value.get(), Action.SET));
    }
  }

  @Test
  void anAuthenticatorThatFailsSaysNothingOfTheRequest() {
    serve(request -> HttpResponse.empty(200));
    here.extensions.put("broken", new Signer(() -> "a\nb"));
    client(Map.of("auth.authenticator", "broken"));
    Failure unsendable = failed(post("x"));
    assertThat(unsendable.kind()).isEqualTo(Kind.CONNECT);
    assertThat(unsendable.message()).contains("header x-tenant cannot be sent");
    client.close(here.soon());
    here.extensions.put(
        "absent",
        new Signer(
            () -> {
              throw new IllegalArgumentException("no token");
            }));
    client(Map.of("auth.authenticator", "absent"));
    Failure failure = failed(post("x"));
    assertThat(failure.kind()).isEqualTo(Kind.CONNECT);
    assertThat(failure.message()).contains("no token");
  }

  @Test
  void configuredHeadersThatCannotBeSentAreProblems() {
    List<String> problems = new ArrayList<>();
    Map<String, Secret> headers =
        Map.of("x-fine", new Secret(" a b"), "x-broken", new Secret("secret\n"));
    Configs.of(HttpClientConfig.class, Map.of("headers", headers))
        .validate((key, problem) -> problems.add(key + ": " + problem));
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("headers::x-broken: cannot be sent")
        .doesNotContain("secret");
  }

  @Test
  void theDeadlineEndsTheWait() {
    CountDownLatch never = new CountDownLatch(1);
    serve(
        request -> {
          try {
            never.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          return HttpResponse.empty(200);
        });
    client(Map.of("timeout", Duration.ofMillis(50)));
    assertThat(failed(post("x")).kind()).isEqualTo(Kind.TIMEOUT);
    never.countDown();
  }

  @Test
  void aStaleConnectionIsReplacedOnce() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger connections = new AtomicInteger();
      var serving =
          threads.submit(
              () -> {
                // answers the first request, breaks the second unanswered, answers its repetition
                try (Socket first = listener.accept()) {
                  connections.incrementAndGet();
                  readRequest(first);
                  answer(first);
                  readRequest(first);
                }
                try (Socket second = listener.accept()) {
                  connections.incrementAndGet();
                  readRequest(second);
                  answer(second);
                }
                return null;
              });
      client(Map.of());
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(ok(client.send(HttpCall.get(uri))).status()).isEqualTo(200);
      assertThat(ok(client.send(HttpCall.get(uri))).status()).isEqualTo(200);
      serving.get();
      assertThat(connections).hasValue(2);
    }
  }

  @Test
  void aFreshConnectionThatBreaksIsAFailure() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var serving =
          threads.submit(
              () -> {
                try (Socket first = listener.accept()) {
                  readRequest(first);
                }
                return null;
              });
      client(Map.of());
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(failed(client.send(HttpCall.get(uri))).kind()).isEqualTo(Kind.RESET);
      serving.get();
    }
  }

  @Test
  void answersThatAreNoHttpAreFailures() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var serving =
          threads.submit(
              () -> {
                try (Socket first = listener.accept()) {
                  readRequest(first);
                  first.getOutputStream().write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(ISO_8859_1));
                }
                return null;
              });
      client(Map.of());
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(failed(client.send(HttpCall.get(uri))).kind()).isEqualTo(Kind.PROTOCOL);
      serving.get();
    }
  }

  private static void readRequest(Socket socket) throws IOException {
    int ends = 0;
    while (ends < 4) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        return;
      }
      ends = b == "\r\n\r\n".charAt(ends) ? ends + 1 : b == '\r' ? 1 : 0;
    }
  }

  private static void answer(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
  }

  @Test
  void plainRequestsGoThroughAProxyWhole() {
    serve(request -> HttpResponse.text(200, "proxy saw " + request.header("host")));
    client(Map.of("proxyUrl", "http://127.0.0.1:" + server.port()));
    Response response =
        ok(client.send(HttpCall.get(URI.create("http://backend.invalid:4318/v1/traces"))));
    assertThat(response.body().toUtf8()).isEqualTo("proxy saw backend.invalid:4318");
    assertThat(seen.getFirst().path()).isEqualTo("/v1/traces");
  }

  @Test
  void cookiesAreKeptWhereAsked() {
    serve(request -> HttpResponse.text(200, request.header("cookie")).with("set-cookie", "lb=7"));
    client(Map.of("cookies", new CookiesConfig()));
    assertThat(ok(post("a")).body().toUtf8()).isEmpty();
    assertThat(ok(post("b")).body().toUtf8()).isEqualTo("lb=7");
  }

  @Test
  void redirectsOfAnyMethodWith308() {
    serve(
        request ->
            request.path().equals("/x")
                ? HttpResponse.empty(308).with("location", "/y")
                : HttpResponse.of(200, "x/y", request.body()));
    client(Map.of());
    assertThat(ok(post("body")).body().toUtf8()).isEqualTo("body");
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    client(Map.of("idleConnTimeout", Duration.ofMillis(50)));
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      Future<HttpReply> reply = threads.submit(() -> client.send(HttpCall.get(uri)));
      try (Socket peer = listener.accept()) {
        byte[] head = new byte[4096];
        assertThat(peer.getInputStream().read(head)).isPositive();
        byte[] answer = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".getBytes(ISO_8859_1);
        peer.getOutputStream().write(answer);
        assertThat(ok(reply.get()).status()).isEqualTo(200);
        assertThat(peer.getInputStream().read()).isNegative();
      }
    }
  }

  @Test
  void redirectsToAnotherHostAreTheAnswer() {
    AtomicInteger calls = new AtomicInteger();
    serve(
        request -> {
          calls.incrementAndGet();
          return HttpResponse.empty(308)
              .with("location", "http://127.0.0.2:" + server.port() + "/y");
        });
    client(Map.of("headers", Map.of("authorization", new Secret("hush"))));
    assertThat(post("body")).isInstanceOf(Response.class);
    assertThat(((Response) post("body")).status()).isEqualTo(308);
    assertThat(calls).hasValue(2);
  }

  @Test
  void unixSockets(@TempDir Path folder) {
    Path socket = folder.resolve("s");
    server =
        HttpServer.start(
            Configs.of(
                HttpServerConfig.class, Map.of("endpoint", socket.toString(), "transport", "unix")),
            here.server(),
            request -> HttpResponse.text(200, "over " + request.path() + request.peer()));
    client(Map.of("endpoint", "unix://" + socket));
    assertThat(ok(client.send(HttpCall.get(URI.create("http://localhost/p")))).body().toUtf8())
        .isEqualTo("over /p");
    server.close(here.soon());
    assertThat(socket).doesNotExist();
  }

  @Test
  void aClosedClientSendsNothing() {
    serve(request -> HttpResponse.empty(200));
    client(Map.of());
    client.close(here.soon());
    assertThat(failed(post("x")).kind()).isEqualTo(Kind.CLOSED);
    assertThat(seen).isEmpty();
  }

  @Test
  void absoluteRequestsCarryTheProxysCredentials() {
    serve(request -> HttpResponse.empty(200));
    client(Map.of("proxyUrl", "http://me:p%77@127.0.0.1:" + server.port()));
    ok(client.send(HttpCall.get(URI.create("http://backend.invalid/"))));
    assertThat(seen.getFirst().header("proxy-authorization")).isEqualTo("Basic bWU6cHc=");
    assertThat(seen.getFirst().header("authorization")).isEmpty();
  }

  @Test
  void proxiesOfUnknownSchemesStopTheStart() {
    assertThatThrownBy(() -> client(Map.of("proxyUrl", "https://me:secret@proxy.invalid")))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("proxy_url")
        .hasMessageContaining("\"https\"")
        .hasMessageNotContaining("secret");
  }

  @Test
  void credentialsInTheUrlAreSentUnlessAHeaderSaysOtherwise() {
    serve(request -> HttpResponse.empty(200));
    client(Map.of());
    URI uri = URI.create("http://me:p%77@127.0.0.1:" + server.port() + "/x");
    ok(client.send(HttpCall.get(uri)));
    ok(client.send(HttpCall.get(uri).with("Authorization", "own")));
    assertThat(seen)
        .extracting(request -> request.header("authorization"))
        .containsExactly("Basic bWU6cHc=", "own");
  }

  @Test
  void messagesShowNoCredentials() throws Exception {
    client(Map.of());
    for (String url :
        List.of(
            "http://me:secret@no.such.host.invalid/",
            "http://me:secret@bad_host:x/?key=secret",
            "ftp://me:secret@host/secret",
            "me:secret@host")) {
      Failure failure = failed(client.send(HttpCall.get(new URI(url))));
      assertThat(failure.message()).contains("host").doesNotContain("secret");
    }
    serve(request -> HttpResponse.text(200, "no gzip").with("content-encoding", "gzip"));
    URI uri = URI.create("http://me:secret@127.0.0.1:" + server.port() + "/");
    assertThat(failed(client.send(HttpCall.get(uri))).message())
        .contains("127.0.0.1")
        .doesNotContain("secret");
  }
}
