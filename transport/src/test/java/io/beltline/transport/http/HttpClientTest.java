package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Admission;
import io.beltline.api.ByteAccount;
import io.beltline.api.ComponentException;
import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.config.Secret;
import io.beltline.transport.Configs;
import io.beltline.transport.HeaderChanges;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.config.CookiesConfig;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpClientTest {
  private final ServedClient served = new ServedClient();

  @AfterEach
  void close() {
    served.close();
  }

  private static Response ok(HttpReply reply) {
    assertThat(reply).isInstanceOf(Response.class);
    return (Response) reply;
  }

  @Test
  void oneConnectionServesManyRequests() {
    served.serve(request -> HttpResponse.text(200, request.peer()));
    served.client(Map.of("headers", Map.of("X-Key", new Secret("k"))));
    String first = ok(served.post("one")).body().toUtf8();
    for (int i = 0; i < 20; i++) {
      assertThat(ok(served.post("more")).body().toUtf8()).isEqualTo(first);
    }
    assertThat(served.seen.getFirst().header("x-key")).isEqualTo("k");
    assertThat(served.seen.getFirst().header("user-agent")).isEqualTo("test/1");
    assertThat(served.seen.getFirst().query()).isEqualTo("a=b");
  }

  /** As node_exporter is: 127.1 needs no name server. */
  @Test
  void aHostIsAskedWhoseNameIsNoneForUris() {
    served.serve(request -> HttpResponse.text(200, request.header("authorization")));
    served.client(Map.of());
    URI uri = URI.create(served.uri("/").toString().replace("127.0.0.1", "u:p@127.1"));
    assertThat(uri.getHost()).isNull();
    assertThat(ok(served.client.send(HttpCall.get(uri))).body().toUtf8()).isEqualTo("Basic dTpw");
    assertThat(served.seen.getFirst().header("host")).isEqualTo("127.1:" + served.server.port());
  }

  @ParameterizedTest
  @CsvSource({"1000,2000,true", "999,2000,false", "2000,999,false"})
  void anAnswerTakesNoMoreThanItMay(long limit, long memory, boolean taken) {
    served.serve(request -> HttpResponse.text(200, "x".repeat(1000)));
    served.client(Map.of());
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
          served.client.send(
              HttpCall.get(served.uri("/")).with(new AnswerRoom(limit, reservation)));
      if (taken) {
        assertThat(ok(reply).body().length()).isEqualTo(1000);
        assertThat(held.held()).isEqualTo(1000);
      } else {
        assertThat(ServedClient.failed(reply).message())
            .contains(limit < 1000 ? "the answer exceeds 999 bytes" : "there is no memory");
      }
    }
    assertThat(held.held()).isZero();
  }

  @Test
  void theAuthenticatorChangesHeaders() {
    served.here.extensions.put("changes", new HeaderChanges());
    served.serve(request -> HttpResponse.empty(200));
    Secret old = new Secret("old");
    served.client(
        Map.of(
            "auth.authenticator",
            "changes",
            "headers",
            Map.of("x-set", old, "x-insert", old, "x-update", old, "x-delete", old)));
    ok(served.post("x"));
    Metadata headers = served.seen.getFirst().headers();
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
    served.serve(request -> HttpResponse.text(200, request.peer()));
    served.client(Map.of("disableKeepAlives", true));
    assertThat(ok(served.post("a")).body()).isNotEqualTo(ok(served.post("b")).body());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void bodiesAreCompressed(Compression format) {
    served.serve(
        request ->
            HttpResponse.of(200, "x/y", request.body())
                .with("coding", request.header("content-encoding")));
    served.client(Map.of("compression", format.label()));
    String text = "telemetry ".repeat(1000);
    Response response = ok(served.post(text));
    assertThat(response.header("coding")).isEqualTo(format.label());
    assertThat(response.body().toUtf8()).isEqualTo(text);
  }

  @Test
  void compressedAnswersAreRead() {
    String text = "metric 1\n".repeat(2000);
    served.serve(request -> HttpResponse.text(200, text).compressed());
    served.client(Map.of());
    Response response = ok(served.client.send(HttpCall.get(served.uri("/metrics"))));
    assertThat(response.header("content-encoding")).isEqualTo("gzip");
    assertThat(response.body().toUtf8()).isEqualTo(text);
  }

  @Test
  void manyAtOnce() throws Exception {
    served.serve(request -> HttpResponse.of(200, "x/y", request.body()));
    served.client(Map.of("maxConnsPerHost", 4, "maxIdleConnsPerHost", 4));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpReply>> replies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String text = "n" + i;
        replies.add(threads.submit(() -> served.post(text)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(ok(replies.get(i).get()).body().toUtf8()).isEqualTo("n" + i);
      }
    }
    assertThat(served.seen.stream().map(HttpRequest::peer).distinct().count())
        .isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "2, 14"})
  void connectionsServeAgain(int maxIdleConnsPerHost, int connections) throws Exception {
    Phaser together = new Phaser(8);
    served.serve(
        _ -> {
          together.arriveAndAwaitAdvance();
          return HttpResponse.text(200, "");
        });
    served.client(Map.of("maxIdleConnsPerHost", maxIdleConnsPerHost));
    for (int round = 0; round < 2; round++) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 8; i++) {
          threads.execute(() -> served.post("x"));
        }
      }
    }
    assertThat(served.seen).hasSize(16);
    assertThat(served.seen.stream().map(HttpRequest::peer).distinct()).hasSize(connections);
  }

  @Test
  void absentServersAreFailures() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    served.client(Map.of());
    Failure refused =
        ServedClient.failed(
            served.client.send(HttpCall.get(URI.create("http://127.0.0.1:" + port))));
    assertThat(refused.kind()).isEqualTo(Kind.CONNECT);
    assertThat(refused.message()).contains("" + port);
    Failure unknown =
        ServedClient.failed(
            served.client.send(HttpCall.get(URI.create("http://no.such.host.invalid"))));
    assertThat(unknown.kind()).isEqualTo(Kind.CONNECT);
  }

  @Test
  void theDeadlineEndsTheWait() {
    CountDownLatch never = new CountDownLatch(1);
    served.serve(
        request -> {
          try {
            never.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          return HttpResponse.empty(200);
        });
    served.client(Map.of("timeout", Duration.ofMillis(50)));
    assertThat(ServedClient.failed(served.post("x")).kind()).isEqualTo(Kind.TIMEOUT);
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
      served.client(Map.of());
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(ok(served.client.send(HttpCall.get(uri))).status()).isEqualTo(200);
      assertThat(ok(served.client.send(HttpCall.get(uri))).status()).isEqualTo(200);
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
      served.client(Map.of());
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(ServedClient.failed(served.client.send(HttpCall.get(uri))).kind())
          .isEqualTo(Kind.RESET);
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
      served.client(Map.of());
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(ServedClient.failed(served.client.send(HttpCall.get(uri))).kind())
          .isEqualTo(Kind.PROTOCOL);
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
    served.serve(request -> HttpResponse.text(200, "proxy saw " + request.header("host")));
    served.client(Map.of("proxyUrl", "http://127.0.0.1:" + served.server.port()));
    Response response =
        ok(served.client.send(HttpCall.get(URI.create("http://backend.invalid:4318/v1/traces"))));
    assertThat(response.body().toUtf8()).isEqualTo("proxy saw backend.invalid:4318");
    assertThat(served.seen.getFirst().path()).isEqualTo("/v1/traces");
  }

  @Test
  void cookiesAreKeptWhereAsked() {
    served.serve(
        request -> HttpResponse.text(200, request.header("cookie")).with("set-cookie", "lb=7"));
    served.client(Map.of("cookies", new CookiesConfig()));
    assertThat(ok(served.post("a")).body().toUtf8()).isEmpty();
    assertThat(ok(served.post("b")).body().toUtf8()).isEqualTo("lb=7");
  }

  @Test
  void redirectsOfAnyMethodWith308() {
    served.serve(
        request ->
            request.path().equals("/x")
                ? HttpResponse.empty(308).with("location", "/y")
                : HttpResponse.of(200, "x/y", request.body()));
    served.client(Map.of());
    assertThat(ok(served.post("body")).body().toUtf8()).isEqualTo("body");
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    served.client(Map.of("idleConnTimeout", Duration.ofMillis(50)));
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      Future<HttpReply> reply = threads.submit(() -> served.client.send(HttpCall.get(uri)));
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
    served.serve(
        request -> {
          calls.incrementAndGet();
          return HttpResponse.empty(308)
              .with("location", "http://127.0.0.2:" + served.server.port() + "/y");
        });
    served.client(Map.of("headers", Map.of("authorization", new Secret("hush"))));
    assertThat(served.post("body")).isInstanceOf(Response.class);
    assertThat(((Response) served.post("body")).status()).isEqualTo(308);
    assertThat(calls).hasValue(2);
  }

  @Test
  void unixSockets(@TempDir Path folder) {
    Path socket = folder.resolve("s");
    served.server =
        HttpServer.start(
            Configs.of(
                HttpServerConfig.class, Map.of("endpoint", socket.toString(), "transport", "unix")),
            served.here.server(),
            request -> HttpResponse.text(200, "over " + request.path() + request.peer()));
    served.client(Map.of("endpoint", "unix://" + socket));
    assertThat(
            ok(served.client.send(HttpCall.get(URI.create("http://localhost/p")))).body().toUtf8())
        .isEqualTo("over /p");
    served.server.close(served.here.soon());
    assertThat(socket).doesNotExist();
  }

  @Test
  void aClosedClientSendsNothing() {
    served.serve(request -> HttpResponse.empty(200));
    served.client(Map.of());
    served.client.close(served.here.soon());
    assertThat(ServedClient.failed(served.post("x")).kind()).isEqualTo(Kind.CLOSED);
    assertThat(served.seen).isEmpty();
  }

  @Test
  void absoluteRequestsCarryTheProxysCredentials() {
    served.serve(request -> HttpResponse.empty(200));
    served.client(Map.of("proxyUrl", "http://me:p%77@127.0.0.1:" + served.server.port()));
    ok(served.client.send(HttpCall.get(URI.create("http://backend.invalid/"))));
    assertThat(served.seen.getFirst().header("proxy-authorization")).isEqualTo("Basic bWU6cHc=");
    assertThat(served.seen.getFirst().header("authorization")).isEmpty();
  }

  @Test
  void proxiesOfUnknownSchemesStopTheStart() {
    assertThatThrownBy(() -> served.client(Map.of("proxyUrl", "https://me:secret@proxy.invalid")))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("proxy_url")
        .hasMessageContaining("\"https\"")
        .hasMessageNotContaining("secret");
  }

  @Test
  void credentialsInTheUrlAreSentUnlessAHeaderSaysOtherwise() {
    served.serve(request -> HttpResponse.empty(200));
    served.client(Map.of());
    URI uri = URI.create("http://me:p%77@127.0.0.1:" + served.server.port() + "/x");
    ok(served.client.send(HttpCall.get(uri)));
    ok(served.client.send(HttpCall.get(uri).with("Authorization", "own")));
    assertThat(served.seen)
        .extracting(request -> request.header("authorization"))
        .containsExactly("Basic bWU6cHc=", "own");
  }

  @Test
  void messagesShowNoCredentials() throws Exception {
    served.client(Map.of());
    for (String url :
        List.of(
            "http://me:secret@no.such.host.invalid/",
            "http://me:secret@bad_host:x/?key=secret",
            "ftp://me:secret@host/secret",
            "me:secret@host")) {
      Failure failure = ServedClient.failed(served.client.send(HttpCall.get(new URI(url))));
      assertThat(failure.message()).contains("host").doesNotContain("secret");
    }
    served.serve(request -> HttpResponse.text(200, "no gzip").with("content-encoding", "gzip"));
    URI uri = URI.create("http://me:secret@127.0.0.1:" + served.server.port() + "/");
    assertThat(ServedClient.failed(served.client.send(HttpCall.get(uri))).message())
        .contains("127.0.0.1")
        .doesNotContain("secret");
  }
}
