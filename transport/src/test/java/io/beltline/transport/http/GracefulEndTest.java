package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.config.HttpServerConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What senders notice of a server that ends. */
class GracefulEndTest {
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
}
