package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.Slice;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpServerConfig;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Serves WebSockets to a client that is not ours. */
class WebSocketsTest {
  private static final String UPGRADE =
      "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
  private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private final Here here = new Here();
  private final WebSockets sockets = new WebSockets(2);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close(here.soon());
    }
    client.shutdownNow();
  }

  private void start(Map<String, ?> keys) {
    Map<String, Object> all = new HashMap<>(keys);
    all.putIfAbsent("endpoint", "127.0.0.1:0");
    HttpHandler handler =
        new HttpHandler() {
          @Override
          public HttpResponse handle(HttpRequest request) {
            return HttpResponse.text(426, "a WebSocket, please");
          }

          @Override
          public @Nullable WebSockets joins(HttpRequest request) {
            return WebSockets.areWantedBy(request) ? sockets : null;
          }
        };
    server = HttpServer.start(Configs.of(HttpServerConfig.class, all), here.server(), handler);
  }

  private WebSocket connect(Listener listener, String... headers) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder
        .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/any/path"), listener)
        .join();
  }

  /** Waits until so many clients are left: the server learns of it behind the client. */
  private void awaitClients(int count) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (sockets.count() != count && System.nanoTime() - giveUp < 0) {
      Thread.yield();
    }
    assertThat(sockets.count()).isEqualTo(count);
  }

  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    String next() throws InterruptedException {
      return String.valueOf(events.poll(10, TimeUnit.SECONDS));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        events.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      events.add("pong " + ISO_8859_1.decode(message));
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      events.add("close " + status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      events.add("error " + error);
    }
  }

  @Test
  void textsReachEachClientWhateverTheirSize() throws Exception {
    start(Map.of());
    Listener first = new Listener();
    Listener second = new Listener();
    connect(first);
    connect(second);
    awaitClients(2);
    for (int length : new int[] {1, 125, 126, 65_535, 65_536, 1_000_000}) {
      String text = "\u00e4" + "x".repeat(length);
      assertThat(sockets.send(Slice.utf8(text))).isEqualTo(new WebSockets.Sent(2, 0));
      assertThat(first.next()).isEqualTo(text);
      assertThat(second.next()).isEqualTo(text);
    }
  }

  @Test
  void pingsAreAnsweredAndACloseIsToo() throws Exception {
    start(Map.of());
    Listener listener = new Listener();
    WebSocket socket = connect(listener);
    awaitClients(1);
    socket.sendPing(ByteBuffer.wrap("one".getBytes(ISO_8859_1))).join();
    assertThat(listener.next()).isEqualTo("pong one");
    socket.sendText("nobody listens to this", true).join();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "enough").join();
    assertThat(listener.next()).isEqualTo("close 1000");
    awaitClients(0);
    assertThat(sockets.send(Slice.utf8("x"))).isEqualTo(new WebSockets.Sent(0, 0));
  }

  @Test
  void moreClientsThanThereArePlacesAreTurnedAway() throws Exception {
    start(Map.of());
    connect(new Listener());
    WebSocket second = connect(new Listener());
    awaitClients(2);
    assertStatus(503);
    second.abort();
    awaitClients(1);
    connect(new Listener());
    awaitClients(2);
  }

  private void assertStatus(int status, String... headers) {
    assertThatThrownBy(() -> connect(new Listener(), headers))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(status));
  }

  @Test
  void aClientThatDoesNotReadMissesWhatComes() throws Exception {
    start(Map.of());
    Listener reader = new Listener();
    connect(reader);
    try (Socket idle = new Socket("127.0.0.1", server.port())) {
      idle.getOutputStream().write((UPGRADE + VERSION + KEY + "\r\n").getBytes(ISO_8859_1));
      awaitClients(2);
      Slice large = Slice.utf8("x".repeat(1 << 20));
      int missed = 0;
      for (int i = 0; i < 1_000 && missed == 0; i++) {
        missed = sockets.send(large).missed();
        assertThat(reader.next()).hasSize(1 << 20);
      }
      assertThat(missed).as("by the one that does not read").isEqualTo(1);
    }
    awaitClients(1);
  }

  @Test
  void shutdownTellsClientsToGo() throws Exception {
    start(Map.of());
    Listener listener = new Listener();
    connect(listener);
    awaitClients(1);
    server.close(here.soon());
    assertThat(listener.next()).isEqualTo("close 1001");
    assertThat(sockets.count()).isZero();
  }

  @Test
  void originsAreCheckedWhereTheyAreConfigured() throws Exception {
    start(Map.of("cors.allowedOrigins", List.of("https://*.example.com")));
    assertStatus(403, "Origin", "https://example.org");
    connect(new Listener(), "Origin", "https://console.example.com");
    connect(new Listener());
    awaitClients(2);
  }

  @Test
  void aRequestThatIsNoneIsHandled() throws Exception {
    start(Map.of());
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\n")).startsWith("HTTP/1.1 426 ");
  }

  @Test
  void handshakesThatBreakTheProtocolAreRefused() throws Exception {
    start(Map.of());
    assertThat(raw(UPGRADE + VERSION)).startsWith("HTTP/1.1 400 ");
    assertThat(raw(UPGRADE + KEY + "Sec-WebSocket-Version: 99\r\n")).startsWith("HTTP/1.1 426 ");
    assertThat(raw(UPGRADE + VERSION + KEY))
        .as("the example of RFC 6455, section 1.3")
        .startsWith("HTTP/1.1 101 ")
        .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    awaitClients(0);
  }

  /** The head of the answer to a request. */
  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((head + "\r\n").getBytes(ISO_8859_1));
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        answer.append((char) next);
      }
      return answer.toString();
    }
  }
}
