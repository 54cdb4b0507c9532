package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.config.Secret;
import io.beltline.model.Slice;
import io.beltline.transport.Bounds;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.config.HttpServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final HttpHandler ECHO =
      request -> HttpResponse.of(200, "application/octet-stream", request.body());

  private final Here here = new Here();
  private HttpServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close(here.soon());
    }
  }

  private void start(Map<String, ?> keys) {
    start(keys, Router.builder().route("POST", "/echo", ECHO).build());
  }

  private void start(Map<String, ?> keys, HttpHandler handler) {
    Map<String, Object> all = new HashMap<>(keys);
    all.putIfAbsent("endpoint", "127.0.0.1:0");
    server = HttpServer.start(Configs.of(HttpServerConfig.class, all), here.server(), handler);
  }

  private java.net.http.HttpClient client(java.net.http.HttpClient.Version version) {
    return java.net.http.HttpClient.newBuilder().version(version).build();
  }

  private java.net.http.HttpResponse<byte[]> post(byte[] body, String... headers)
      throws IOException, InterruptedException {
    var request =
        java.net.http.HttpRequest.newBuilder(uri("/echo")).POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var client = client(java.net.http.HttpClient.Version.HTTP_1_1)) {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** Sends bytes, ends the sending side, and reads to the end. */
  private String raw(String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(all);
      } catch (SocketTimeoutException open) {
        throw open;
      } catch (IOException reset) {
        // what came before counts
      }
      return all.toString(ISO_8859_1);
    }
  }

  @Test
  void bodiesOfAllSizesComeBack() throws Exception {
    start(Map.of());
    for (int size : new int[] {0, 1, 1000, 70_000, 1 << 20, 3 << 20}) {
      byte[] body = new byte[size];
      Arrays.fill(body, (byte) 7);
      var response = post(body);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(body);
    }
  }

  @Test
  void chunkedBodiesComeBack() throws Exception {
    start(Map.of());
    byte[] body = new byte[500_000];
    Arrays.fill(body, (byte) 'x');
    var publisher = BodyPublishers.ofByteArrays(List.of(body, body));
    var request = java.net.http.HttpRequest.newBuilder(uri("/echo")).POST(publisher).build();
    try (var client = client(java.net.http.HttpClient.Version.HTTP_1_1)) {
      assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).hasSize(1_000_000);
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    start(Map.of(), request -> HttpResponse.text(200, "<" + request.body().toUtf8() + ">"));
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      String body = "r" + i;
      requests
          .append("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: ")
          .append(body.length())
          .append(i == 49 ? "\r\nConnection: close" : "")
          .append("\r\n\r\n")
          .append(body);
    }
    String answer = raw(requests.toString());
    int last = -1;
    for (int i = 0; i < 50; i++) {
      int at = answer.indexOf("<r" + i + ">");
      assertThat(at).as("answer %d", i).isGreaterThan(last);
      last = at;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void compressedBodiesAreDecompressed(Compression format) throws Exception {
    start(Map.of());
    byte[] body = "hello hello hello".repeat(1000).getBytes(UTF_8);
    byte[] packed = Codecs.compress(format, 0, List.of(Slice.of(body))).toByteArray();
    var response = post(packed, "Content-Encoding", format.label());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void anEncodingOfNoBodyIsNoMatter(String method) throws Exception {
    start(Map.of(), Router.builder().any("/echo", ECHO).build());
    assertThat(
            raw(
                method
                    + " /echo HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n"
                    + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(post(new byte[0], "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
  }

  @Test
  void badBodiesAreRefusedAndTheServerLives() throws Exception {
    start(Map.of("maxRequestBodySize", 100_000L));
    byte[] packed =
        Codecs.compress(Compression.GZIP, 0, List.of(Slice.of(new byte[50_000]))).toByteArray();
    byte[] bomb =
        Codecs.compress(Compression.GZIP, 0, List.of(Slice.of(new byte[50 << 20]))).toByteArray();
    byte[] cut = Arrays.copyOf(packed, packed.length / 2);
    assertThat(post(cut, "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
    assertThat(post("junk".getBytes(UTF_8), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(400);
    assertThat(post(bomb, "Content-Encoding", "gzip").statusCode()).isEqualTo(413);
    assertThat(post(packed, "Content-Encoding", "br").statusCode()).isEqualTo(415);
    assertThat(post(new byte[100_001]).statusCode()).isEqualTo(413);
    assertThat(post(new byte[100_000]).statusCode()).isEqualTo(200);
    assertThat(here.refused("http", "too_large")).isEqualTo(2);
    assertThat(here.refused("http", "corrupt")).isEqualTo(2);
    assertThat(here.refused("http", "encoding")).isEqualTo(1);
  }

  @Test
  void aChunkedBodyBeyondTheLimitIsRefused() throws Exception {
    start(Map.of("maxRequestBodySize", 1000L));
    String chunk = "400\r\n" + "x".repeat(1024) + "\r\n";
    String answer =
        raw(
            "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk
                + "0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void unknownPathsAndMethodsAreToldApart() throws Exception {
    start(Map.of());
    assertThat(raw("GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404");
    assertThat(raw("GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("allow: POST");
    assertThat(here.refused("http", "path")).isEqualTo(1);
    assertThat(here.refused("http", "method")).isEqualTo(1);
  }

  @Test
  void garbageHarmsOnlyItsConnection() throws Exception {
    start(Map.of());
    assertThat(raw("\0\1\2\3garbage\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(raw("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(raw("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414");
    assertThat(raw("GET / HTTP/1.1\r\nX: " + "a".repeat(300_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    assertThat(raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense that is no frame at all........"))
        .doesNotStartWith("HTTP/1.1");
    assertThat(post(new byte[3]).statusCode()).isEqualTo(200);
  }

  @Test
  void requestsAreAnsweredThoughTheSenderHasEnded() throws Exception {
    start(Map.of());
    String one = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((one + "one" + one + "two" + one).getBytes(ISO_8859_1));
      socket.shutdownOutput();
      String answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answers).containsSubsequence("200 OK", "one", "200 OK", "two");
      assertThat(answers.split("HTTP/1.1", -1)).hasSize(3);
    }
  }

  @Test
  void expectContinueIsAnswered() throws Exception {
    start(Map.of());
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
                  .getBytes(ISO_8859_1));
      byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue".length());
      assertThat(new String(interim, ISO_8859_1)).isEqualTo("HTTP/1.1 100 Continue");
      socket.getOutputStream().write("hello".getBytes(ISO_8859_1));
      socket.shutdownOutput();
      String rest = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(rest).contains("HTTP/1.1 200").endsWith("hello");
    }
  }

  @Test
  void expectContinueOfATooLargeBodyIsRefusedAtOnce() throws Exception {
    start(Map.of("maxRequestBodySize", 4L));
    String answer =
        raw("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413").doesNotContain("100 Continue");
  }

  @Test
  void overloadIsToldWithATimeToWait() throws Exception {
    AtomicLong free = new AtomicLong(1000);
    here.admission = Bounds.of(free);
    start(Map.of());
    assertThat(post(new byte[900]).statusCode()).isEqualTo(200);
    var refused = post(new byte[1100]);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
    byte[] packed =
        Codecs.compress(Compression.GZIP, 0, List.of(Slice.of(new byte[5000]))).toByteArray();
    assertThat(post(packed, "Content-Encoding", "gzip").statusCode()).isEqualTo(503);
    server.close(here.soon());
    assertThat(free.get()).as("all given back").isEqualTo(1000);
  }

  @Test
  void slowSendersAreCutOff() throws Exception {
    start(
        Map.of(
            "readHeaderTimeout", Duration.ofMillis(100),
            "idleTimeout", Duration.ofMillis(100)));
    for (String beginning :
        List.of("", "POST /ec", "POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc")) {
      assertThat(raw(beginning)).doesNotContain("200");
    }
  }

  @Test
  void aBodyThatStandsStillIsCutOffBeforeTheTimeForHeaders() throws Exception {
    start(
        Map.of("readHeaderTimeout", Duration.ofMinutes(5), "idleTimeout", Duration.ofMillis(100)));
    assertThat(raw("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc")).isEmpty();
  }

  @Test
  void manyConnectionsAtOnce() throws Exception {
    start(Map.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var client = client(java.net.http.HttpClient.Version.HTTP_2)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        byte[] body = new byte[i * 100];
        answers.add(
            threads.submit(
                () -> {
                  var request =
                      java.net.http.HttpRequest.newBuilder(uri("/echo"))
                          .POST(BodyPublishers.ofByteArray(body))
                          .build();
                  return client.send(request, BodyHandlers.ofByteArray()).body().length;
                }));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(answers.get(i).get()).isEqualTo(i * 100);
      }
    }
  }

  @Test
  void authenticationIsAskedBeforeTheBody() throws Exception {
    here.extensions.put("bearer", new Bearer());
    start(Map.of("auth.authenticator", "bearer", "auth.requestParams", List.of("token")));
    var refused = post(new byte[10]);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("www-authenticate")).hasValue("Bearer");
    assertThat(post(new byte[10], "Authorization", "secret").statusCode()).isEqualTo(200);
    assertThat(
            raw(
                "POST /echo?token=secret HTTP/1.1\r\n"
                    + "Content-Length: 2\r\n"
                    + "Connection: close\r\n\r\n"
                    + "hi"))
        .startsWith("HTTP/1.1 200");
  }

  private static final class Bearer implements Extension, ServerAuthenticator {
    @Override
    public Outcome authenticate(Metadata headers) {
      return headers.get("authorization").contains("secret")
              || headers.get("token").contains("secret")
          ? new Outcome.Granted(Map.of("subject", "me"))
          : new Outcome.Denied("no token", "Bearer");
    }
  }

  @Test
  void aMissingAuthenticatorStopsTheStart() {
    assertThatThrownBy(() -> start(Map.of("auth.authenticator", "nobody")))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void corsIsAnswered() throws Exception {
    start(
        Map.of(
            "cors.allowedOrigins", List.of("http://*.example.com"),
            "cors.allowedHeaders", List.of("X-Own"),
            "cors.maxAge", 7200));
    String preflight =
        raw(
            "OPTIONS /echo HTTP/1.1\r\nHost: x\r\nOrigin: http://a.example.com\r\n"
                + "Access-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: x-own\r\nConnection: close\r\n\r\n");
    assertThat(preflight)
        .startsWith("HTTP/1.1 204")
        .contains("access-control-allow-origin: http://a.example.com")
        .contains("access-control-max-age: 7200");
    String other =
        raw(
            "OPTIONS /echo HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.com\r\n"
                + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
    assertThat(other).doesNotContain("access-control-allow-origin");
    var answer = post(new byte[1], "Origin", "http://b.example.com");
    assertThat(answer.headers().firstValue("access-control-allow-origin"))
        .hasValue("http://b.example.com");
  }

  @Test
  void anyOriginIsAnsweredWithAStar() throws Exception {
    start(Map.of("cors.allowedOrigins", List.of("http://a.example.com", "*")));
    String preflight =
        raw(
            "OPTIONS /echo HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.com\r\n"
                + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
    assertThat(preflight)
        .contains("access-control-allow-origin: *\r\n")
        .contains("access-control-allow-methods: POST")
        .doesNotContain("evil", "credentials");
    var answer = post(new byte[1], "Origin", "http://a.example.com");
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(answer.headers().firstValue("access-control-allow-credentials")).isEmpty();
  }

  @Test
  void configuredHeadersAndMetadata() throws Exception {
    List<Metadata> seen = new ArrayList<>();
    start(
        Map.of("includeMetadata", true, "responseHeaders", Map.of("X-Served-By", new Secret("me"))),
        request -> {
          seen.add(request.context().metadata());
          return HttpResponse.text(200, request.context().client().address());
        });
    var answer = post(new byte[1], "X-Tenant", "blue");
    assertThat(answer.headers().firstValue("x-served-by")).hasValue("me");
    assertThat(seen.getFirst().get("x-tenant")).containsExactly("blue");
    assertThat(new String(answer.body(), UTF_8)).startsWith("127.0.0.1:");
  }

  @Test
  void handlersThatThrowAreAnsweredWith500() throws Exception {
    start(
        Map.of(),
        request -> {
          throw new IllegalStateException("a bug");
        });
    assertThat(post(new byte[1]).statusCode()).isEqualTo(500);
    assertThat(post(new byte[1]).statusCode()).isEqualTo(500);
  }

  @Test
  void handlersThatRunOutOfMemoryAreAnsweredWith503() throws Exception {
    start(
        Map.of(),
        request -> {
          throw new OutOfMemoryError("none left");
        });
    assertThat(post(new byte[1]).statusCode()).isEqualTo(503);
    assertThat(post(new byte[1]).statusCode()).isEqualTo(503);
  }

  @Test
  void handlersWhoseSenderHasGoneAreInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(3);
    CountDownLatch interrupted = new CountDownLatch(3);
    start(
        Map.of(),
        request -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException ended) {
            interrupted.countDown();
          }
          return HttpResponse.empty(503);
        });
    try (RawHttp2 staying = new RawHttp2(server.port())) {
      try (RawHttp2 leaving = new RawHttp2(server.port());
          Socket broken = new Socket("127.0.0.1", server.port())) {
        broken.setSoLinger(true, 0); // to end with a reset
        broken
            .getOutputStream()
            .write("POST /echo HTTP/1.1\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        staying.post(1, "/echo");
        staying.data(1, new byte[5], RawHttp2.END_STREAM);
        leaving.post(1, "/echo");
        leaving.data(1, new byte[5], RawHttp2.END_STREAM);
        begun.await();
      }
      staying.cancel(1);
      interrupted.await();
    }
  }

  @Test
  void closingLetsRequestsFinish() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    start(
        Map.of(),
        request -> {
          begun.countDown();
          await(go);
          return HttpResponse.text(200, "done");
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer = threads.submit(() -> post(new byte[1]));
      begun.await();
      var closing = threads.submit(() -> server.close(here.soon()));
      go.countDown();
      assertThat(answer.get().statusCode()).isEqualTo(200);
      closing.get();
    }
    assertThatThrownBy(() -> new Socket("127.0.0.1", server.port()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void theDeadlineEndsHandlersThatHang() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    start(
        Map.of(),
        request -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException ended) {
            interrupted.countDown();
          }
          return HttpResponse.empty(200);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer = threads.submit(() -> post(new byte[1]));
      begun.await();
      server.close(here.deadline(Duration.ZERO));
      interrupted.await();
      assertThat(answer.state()).isNotEqualTo(Future.State.CANCELLED);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void aPortInUseSaysSo() {
    start(Map.of());
    String taken = "127.0.0.1:" + server.port();
    assertThatThrownBy(() -> HttpServer.start(HttpServerConfig.at(taken), here.server(), ECHO))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining(taken);
  }
}
