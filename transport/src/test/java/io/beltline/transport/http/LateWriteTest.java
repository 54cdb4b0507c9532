package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Payload;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.net.EventLoops;
import io.netty.util.concurrent.EventExecutor;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that do not read a request to its end. */
class LateWriteTest {
  private final Here here = new Here();
  private final HttpClient client =
      HttpClient.create(Configs.of(HttpClientConfig.class, Map.of()), here.client());
  private ServerSocket server;

  @BeforeEach
  void open() throws Exception {
    server = new ServerSocket();
    server.setReceiveBufferSize(4096);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws Exception {
    client.close(here.soon());
    server.close();
  }

  private HttpReply post() {
    URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    return client.send(HttpCall.post(uri, "x/y", Payload.of(new byte[32 << 20])).with(here.soon()));
  }

  @Test
  void theAnswerIsReadThoughTheRequestCannotBeWritten() throws Exception {
    HttpReply reply = answered("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
    assertThat(reply)
        .isInstanceOfSatisfying(
            HttpReply.Response.class, response -> assertThat(response.status()).isEqualTo(413));
    assertThat(answered("HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n"))
        .isInstanceOfSatisfying(
            HttpReply.Response.class, response -> assertThat(response.status()).isEqualTo(401));
  }

  @Test
  void withoutAnAnswerTheConnectionBroke() throws Exception {
    assertThat(answered(""))
        .isInstanceOfSatisfying(
            HttpReply.Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(HttpReply.Kind.RESET));
  }

  private HttpReply answered(String text) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answering = threads.submit(() -> answerAndClose(text));
      HttpReply reply = post();
      answering.get();
      return reply;
    }
  }

  /** Has the client hear of both at once: that there is an answer, and that nothing can be sent. */
  private Void answerAndClose(String text) throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (EventLoops loops = EventLoops.open()) {
      try (Socket socket = server.accept()) {
        InputStream in = socket.getInputStream();
        assertThat(in.readNBytes(1000)).hasSize(1000);
        for (EventExecutor loop : loops.group()) {
          CountDownLatch busy = new CountDownLatch(1);
          loop.execute(
              () -> {
                busy.countDown();
                awaitQuietly(closed);
              });
          busy.await();
        }
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      }
      closed.countDown();
    }
    return null;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
