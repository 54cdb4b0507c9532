package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Secret;
import io.beltline.transport.Certificates;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An HTTP/2 connection whose far end has gone without a word. */
class DeadConnectionTest {
  @TempDir Path folder;

  private final Here here = new Here();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch firstClosed = new CountDownLatch(1);
  private volatile boolean silent;
  private Certificates certificates;
  private ServerSocket relay;
  private HttpServer server;
  private HttpClient client;

  @BeforeEach
  void open() throws IOException {
    certificates = Certificates.make(folder, "one", "EC");
    server =
        HttpServer.start(
            Configs.of(
                HttpServerConfig.class,
                Map.of(
                    "endpoint",
                    "127.0.0.1:0",
                    "tls.common.certPem",
                    new Secret(certificates.cert()),
                    "tls.common.keyPem",
                    new Secret(certificates.key()))),
            here.server(),
            request -> HttpResponse.text(200, "here"));
    relay = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.submit(
        () -> {
          while (true) {
            Socket near = relay.accept();
            int number = connections.incrementAndGet();
            threads.submit(() -> pass(near, number == 1));
          }
        });
    client = client(Map.of());
  }

  private HttpClient client(Map<String, ?> keys) {
    Map<String, Object> all = new HashMap<>(keys);
    all.put("tls.common.caPem", new Secret(certificates.cert()));
    return HttpClient.create(Configs.of(HttpClientConfig.class, all), here.client());
  }

  @AfterEach
  void close() throws IOException {
    client.close(here.soon());
    server.close(here.soon());
    relay.close();
    threads.close();
  }

  /** Passes bytes on; the first connection swallows them once it is silent. */
  private Void pass(Socket near, boolean first) throws IOException {
    try (near;
        Socket far = new Socket("127.0.0.1", server.port())) {
      var back = threads.submit(() -> far.getInputStream().transferTo(near.getOutputStream()));
      byte[] buffer = new byte[8192];
      int count = near.getInputStream().read(buffer);
      while (count >= 0) {
        if (!first || !silent) {
          far.getOutputStream().write(buffer, 0, count);
        }
        count = near.getInputStream().read(buffer);
      }
      if (first) {
        firstClosed.countDown();
      }
      back.cancel(true);
    }
    return null;
  }

  private HttpReply get(Duration limit) {
    URI uri = URI.create("https://localhost:" + relay.getLocalPort() + "/");
    return client.send(HttpCall.get(uri).with(here.deadline(limit)));
  }

  @Test
  void isNotUsedAgain() throws Exception {
    assertThat(get(Duration.ofSeconds(20))).isInstanceOf(Response.class);
    silent = true;
    HttpReply late = get(Duration.ofMillis(300));
    assertThat(late).isInstanceOf(Failure.class);
    assertThat(((Failure) late).kind()).isEqualTo(HttpReply.Kind.TIMEOUT);
    assertThat(((Failure) late).late()).isTrue();
    firstClosed.await();
    assertThat(get(Duration.ofSeconds(20))).isInstanceOf(Response.class);
    assertThat(connections).hasValue(2);
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    client.close(here.soon());
    client = client(Map.of("idleConnTimeout", Duration.ofMillis(50)));
    assertThat(get(Duration.ofSeconds(20))).isInstanceOf(Response.class);
    firstClosed.await();
    assertThat(get(Duration.ofSeconds(20))).isInstanceOf(Response.class);
  }

  @Test
  void whatIsSentWhileAProbeStaysUnansweredGoesOverAnotherConnection() {
    client.close(here.soon());
    client =
        client(
            Map.of(
                "http2ReadIdleTimeout",
                Duration.ofMillis(200),
                "http2PingTimeout",
                Duration.ofMillis(500)));
    assertThat(get(Duration.ofSeconds(20))).isInstanceOf(Response.class);
    silent = true;
    assertThat(get(Duration.ofSeconds(20))).isInstanceOf(Response.class);
  }
}
