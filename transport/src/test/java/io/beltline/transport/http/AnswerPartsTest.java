package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.http.HttpReply.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are taken as they come, over a Unix socket. */
class AnswerPartsTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

  @TempDir private Path folder;

  private final Here here = new Here();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private ServerSocketChannel server;
  private HttpClient client;

  @BeforeEach
  void open() throws IOException {
    Path path = folder.resolve("s");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    client =
        HttpClient.create(
            Configs.of(HttpClientConfig.class, Map.of("endpoint", "unix://" + path)),
            here.client());
  }

  @AfterEach
  void close() throws IOException {
    client.close(here.soon());
    server.close();
  }

  private AnswerParts until(String last) {
    return new AnswerParts() {
      @Override
      public void begin() {
        heard.add("begin");
      }

      @Override
      public boolean take(Slice part) {
        heard.add(part.toUtf8());
        return !part.toUtf8().equals(last);
      }
    };
  }

  private CompletableFuture<HttpReply> ask(HttpCall call) {
    return CompletableFuture.supplyAsync(() -> client.send(call));
  }

  private SocketChannel accept() throws IOException {
    SocketChannel peer = server.accept();
    assertThat(peer.read(ByteBuffer.allocate(4096))).isPositive();
    return peer;
  }

  private static void say(SocketChannel peer, String text) {
    try {
      peer.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void partsAreTakenBeforeTheAnswerHasEnded() throws Exception {
    var reply = ask(HttpCall.get(URI.create("http://x/events")).with(until("")));
    try (SocketChannel peer = accept()) {
      say(peer, HEAD);
      assertThat(next()).isEqualTo("begin");
      say(peer, "3\r\none\r\n");
      assertThat(next()).isEqualTo("one");
      assertThat(reply).isNotDone();
      say(peer, "3\r\ntwo\r\n0\r\n\r\n");
      assertThat(next()).isEqualTo("two");
      assertThat(reply.get(10, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Response.class,
              answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().length()).isZero();
              });
    }
  }

  @Test
  void whoWantsNoMoreEndsTheExchangeAndTheConnection() throws Exception {
    var reply = ask(HttpCall.get(URI.create("http://x/events")).with(until("one")));
    try (SocketChannel peer = accept()) {
      say(peer, HEAD + "3\r\none\r\n");
      assertThat(reply.get(10, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL));
      assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void whoHasGoneGetsNothingMore() throws Exception {
    var reply =
        ask(
            HttpCall.get(URI.create("http://x/events"))
                .with(until(""))
                .with(here.deadline(Duration.ofMillis(200))));
    try (SocketChannel peer = accept()) {
      say(peer, HEAD);
      assertThat(reply.get(10, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT));
      assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(heard).containsExactly("begin");
    }
  }

  @Test
  void anErrorIsAReplyAsEver() throws Exception {
    var reply = ask(HttpCall.get(URI.create("http://x/events")).with(until("")));
    try (SocketChannel peer = accept()) {
      say(peer, "HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno");
      assertThat(reply.get(10, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Response.class, answer -> assertThat(answer.body().toUtf8()).isEqualTo("no"));
      assertThat(heard).isEmpty();
    }
  }
}
