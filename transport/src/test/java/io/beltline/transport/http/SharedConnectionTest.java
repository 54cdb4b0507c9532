package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Secret;
import io.beltline.transport.Certificates;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests beside each other over HTTP/2. */
class SharedConnectionTest {
  @TempDir private Path folder;

  private final Here here = new Here();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private Certificates own;
  private HttpServer server;
  private HttpClient client;

  @BeforeEach
  void open() {
    own = Certificates.make(folder, "own", "EC");
    server =
        HttpServer.start(
            Configs.of(
                HttpServerConfig.class,
                Map.of(
                    "endpoint",
                    "127.0.0.1:0",
                    "tls.common.certPem",
                    new Secret(own.cert()),
                    "tls.common.keyPem",
                    new Secret(own.key()))),
            here.server(),
            this::answer);
  }

  @AfterEach
  void close() {
    released.countDown();
    client.close(here.soon());
    server.close(here.soon());
    threads.close();
  }

  private HttpResponse answer(HttpRequest request) {
    if (request.path().equals("/held")) {
      held.countDown();
      try {
        released.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
    return HttpResponse.text(200, request.peer());
  }

  private HttpReply get(String path) {
    URI uri = URI.create("https://127.0.0.1:" + server.port() + path);
    return client.send(HttpCall.get(uri).with(here.soon()));
  }

  private static String peer(HttpReply reply) {
    assertThat(reply).isInstanceOf(HttpReply.Response.class);
    return ((HttpReply.Response) reply).body().toUtf8();
  }

  @Test
  void aConnectionThatIsNotKeptServesItsOwnRequestOnly() throws Exception {
    client =
        HttpClient.create(
            Configs.of(
                HttpClientConfig.class,
                Map.of("tls.common.caPem", new Secret(own.cert()), "disableKeepAlives", true)),
            here.client());
    Future<HttpReply> first = threads.submit(() -> get("/held"));
    held.await();
    String second = peer(get("/"));
    released.countDown();
    assertThat(peer(first.get())).isNotEqualTo(second);
  }
}
