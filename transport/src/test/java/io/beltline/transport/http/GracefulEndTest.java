package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.config.HttpServerConfig;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What senders notice of a server that ends. */
class GracefulEndTest {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private final Here here = new Here();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private HttpServer server;

  @AfterEach
  void close() {
    go.countDown();
    server.close(here.soon());
    threads.close();
  }

  private void start(HttpHandler handler) {
    server =
        HttpServer.start(
            Configs.of(HttpServerConfig.class, Map.of("endpoint", "127.0.0.1:0")),
            here.server(),
            handler);
  }

  private HttpResponse held(HttpRequest request) {
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return HttpResponse.text(200, "done");
  }

  private Future<?> close(Duration patience) {
    return threads.submit(() -> server.close(here.deadline(patience)));
  }

  private Socket connect() throws Exception {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws Exception {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static String read(InputStream in, int count) throws Exception {
    return new String(in.readNBytes(count), ISO_8859_1);
  }

  @Test
  void sendersOverHttp2AreToldToLeave() throws Exception {
    start(this::held);
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/");
      peer.data(1, new byte[5], RawHttp2.END_STREAM);
      begun.await();
      Future<?> closing = close(Duration.ofDays(1));
      assertThat(peer.until(RawHttp2.GOAWAY, 0)).noneMatch(f -> f.type() == RawHttp2.HEADERS);
      peer.post(3, "/"); // crosses the news
      peer.data(3, new byte[5], RawHttp2.END_STREAM);
      peer.pong(peer.until(RawHttp2.PING, 0).getLast());
      go.countDown();
      Set<Integer> answered = new HashSet<>();
      while (answered.size() < 2) {
        answered.add(peer.until(RawHttp2.DATA).getLast().stream());
      }
      assertThat(answered).containsExactlyInAnyOrder(1, 3);
      assertThat(peer.endsUnanswered()).isTrue();
      closing.get();
    }
  }

  @Test
  void whatCrossesTheNewsOverHttp2IsAnswered() throws Exception {
    start(request -> HttpResponse.of(200, "x/y", request.body()));
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.roundTrip();
      Future<?> closing = close(Duration.ofDays(1));
      assertThat(lastStream(peer)).isEqualTo(Integer.MAX_VALUE);
      peer.post(1, "/");
      peer.data(1, new byte[5], RawHttp2.END_STREAM);
      assertThat(peer.until(RawHttp2.DATA, 1).getLast().payload()).hasSize(5);
      closing.get();
    }
  }

  @Test
  void theLastWordOverHttp2NamesTheLastRequest() throws Exception {
    start(request -> HttpResponse.of(200, "x/y", request.body()));
    try (RawHttp2 deaf = new RawHttp2(server.port());
        RawHttp2 hearing = new RawHttp2(server.port())) {
      for (RawHttp2 peer : List.of(deaf, hearing)) {
        peer.post(1, "/");
        peer.data(1, new byte[5], RawHttp2.END_STREAM);
        assertThat(peer.until(RawHttp2.DATA, 1).getLast().payload()).hasSize(5);
      }
      Future<?> closing = close(Duration.ofDays(1));
      hearing.pong(hearing.until(RawHttp2.PING, 0).getLast());
      assertThat(lastStream(hearing)).isEqualTo(1);
      assertThat(lastStream(deaf)).isEqualTo(Integer.MAX_VALUE);
      assertThat(lastStream(deaf)).isEqualTo(1);
      closing.get();
    }
  }

  private static int lastStream(RawHttp2 peer) throws Exception {
    return ByteBuffer.wrap(peer.until(RawHttp2.GOAWAY, 0).getLast().payload()).getInt();
  }

  @Test
  void aBodyThatIsComingIsWaitedFor() throws Exception {
    start(request -> HttpResponse.of(200, "x/y", request.body()));
    try (Socket sending = connect();
        Socket resting = connect()) {
      send(resting, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1");
      assertThat(resting.getInputStream().read()).isEqualTo('H');
      send(
          sending,
          "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
      assertThat(read(sending.getInputStream(), CONTINUE.length())).isEqualTo(CONTINUE);
      send(sending, "01234");
      Future<?> closing = close(Duration.ofDays(1));
      byte[] rest = resting.getInputStream().readAllBytes(); // ends as the others hear of it
      assertThat(rest).isNotEmpty();
      send(sending, "56789");
      assertThat(new String(sending.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 200 OK")
          .containsIgnoringCase("connection: close")
          .endsWith("0123456789");
      closing.get();
    }
  }

  @Test
  void aBodyThatIsComingOverHttp2IsWaitedFor() throws Exception {
    start(request -> HttpResponse.of(200, "x/y", request.body()));
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/");
      peer.data(1, new byte[5], 0);
      peer.roundTrip();
      Future<?> closing = close(Duration.ofDays(1));
      assertThat(peer.until(RawHttp2.GOAWAY, 0)).noneMatch(f -> f.type() == RawHttp2.HEADERS);
      peer.data(1, new byte[5], RawHttp2.END_STREAM);
      assertThat(peer.until(RawHttp2.DATA, 1).getLast().payload()).hasSize(10);
      closing.get();
    }
  }

  @Test
  void aSenderThatVanishedIsNotWaitedFor() throws Exception {
    start(request -> HttpResponse.of(200, "x/y", request.body()));
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/");
      peer.data(1, new byte[5], 0);
      peer.roundTrip();
      Future<?> closing = close(Duration.ofDays(1));
      try {
        closing.get(20, TimeUnit.SECONDS);
      } finally {
        here.aheadNanos.addAndGet(Duration.ofDays(1).toNanos());
      }
      assertThat(peer.endsUnanswered()).isTrue();
    }
  }

  @Test
  void theDeadlineEndsTheWaitForABody() throws Exception {
    start(request -> HttpResponse.of(200, "x/y", request.body()));
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(1, "/");
      peer.roundTrip();
      Future<?> closing = close(Duration.ofDays(1));
      assertThat(peer.until(RawHttp2.GOAWAY, 0)).isNotEmpty();
      here.aheadNanos.addAndGet(Duration.ofDays(1).toNanos());
      closing.get();
      assertThat(peer.endsUnanswered()).isTrue();
    }
  }
}
