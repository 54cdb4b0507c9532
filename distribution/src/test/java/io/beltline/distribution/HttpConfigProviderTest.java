package io.beltline.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpConfigProviderTest {
  private final HttpConfigProvider provider = new HttpConfigProvider("http");
  private ServerSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** Answers one request with a head and so many lines of YAML. */
  private String answering(String status, long lines) {
    byte[] line = "aaaaaaaaaaaaa: 1\n".getBytes(ISO_8859_1);
    Thread.startVirtualThread(
        () -> {
          try (Socket peer = server.accept();
              OutputStream out = peer.getOutputStream()) {
            String head =
                "HTTP/1.1 %s\r\ncontent-length: %d\r\n\r\n".formatted(status, lines * line.length);
            out.write(head.getBytes(ISO_8859_1));
            for (long i = 0; i < lines; i++) {
              out.write(line);
            }
          } catch (IOException gone) {
            Thread.currentThread().interrupt(); // the client has read enough
          }
        });
    return "http://127.0.0.1:" + server.getLocalPort() + "/c.yaml";
  }

  @Test
  void givesTheBody() throws IOException {
    assertThat(provider.retrieve(answering("200 OK", 2))).isEqualTo("aaaaaaaaaaaaa: 1\n".repeat(2));
  }

  @Test
  void anotherStatusIsAFailure() {
    String uri = answering("404 Not Found", 0);
    assertThatThrownBy(() -> provider.retrieve(uri))
        .isInstanceOf(IOException.class)
        .hasMessage(uri + " answered 404 (expected: 200)");
  }

  @Test
  void moreThanAFileMayHaveIsAFailure() {
    String uri = answering("200 OK", 1 << 20); // 17 MiB
    assertThatThrownBy(() -> provider.retrieve(uri)).isInstanceOf(IOException.class);
  }

  /** As long as the server keeps the connection open, nothing but the limit ends the wait. */
  @Test
  @Timeout(60)
  void anAnswerThatStopsHalfWayIsAFailure() {
    CountDownLatch given = new CountDownLatch(1);
    Thread.startVirtualThread(
        () -> {
          try (Socket peer = server.accept()) {
            peer.getOutputStream()
                .write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\na: 1".getBytes(ISO_8859_1));
            given.await();
          } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
          }
        });
    String uri = "http://127.0.0.1:" + server.getLocalPort() + "/c.yaml";
    HttpConfigProvider hasty = new HttpConfigProvider("http", Duration.ofMillis(300));
    assertThatThrownBy(() -> hasty.retrieve(uri))
        .isInstanceOf(IOException.class)
        .hasMessage(uri + " did not answer in full (expected: within 300 ms)");
    given.countDown();
  }

  @Test
  void whatIsNoUrlIsAFailure() {
    assertThatThrownBy(() -> provider.retrieve("http://a b"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no URL");
  }
}
