package io.beltline.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Answers so many requests, each on a connection of its own; what was asked goes into a list. */
  private List<String> recording(String... answers) {
    List<String> asked = new CopyOnWriteArrayList<>();
    Thread.startVirtualThread(
        () -> {
          for (String answer : answers) {
            try (Socket peer = server.accept()) {
              StringBuilder head = new StringBuilder();
              while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) peer.getInputStream().read());
              }
              asked.add(head.toString());
              peer.getOutputStream().write((answer + "connection: close\r\n\r\n").getBytes(UTF_8));
            } catch (IOException gone) {
              return;
            }
          }
        });
    return asked;
  }

  private String at(String user, String host) {
    return "http://" + user + host + ":" + server.getLocalPort() + "/c.yaml?a=b";
  }

  private static final String EMPTY = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n";

  private static String moved(String where) {
    return "HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: " + where + "\r\n";
  }

  @ParameterizedTest
  @CsvSource({"u:p%40@, Basic dTpwQA==", "u:a+b@, Basic dTphK2I=", "token@, Basic dG9rZW46"})
  void theUserOfTheUrlIsSent(String user, String credentials) throws IOException {
    List<String> asked = recording(EMPTY);
    assertThat(provider.retrieve(at(user, "127.0.0.1"))).isEmpty();
    assertThat(asked)
        .singleElement()
        .asString()
        .startsWith("GET /c.yaml?a=b HTTP/1.1\r\n")
        .contains("Authorization: " + credentials + "\r\n");
  }

  @Test
  void aRedirectTakesTheUserNowhereElse() throws IOException {
    List<String> asked = recording(moved("/d.yaml"), moved(at("", "localhost")), EMPTY);
    assertThat(provider.retrieve(at("u:p@", "127.0.0.1"))).isEmpty();
    assertThat(asked).hasSize(3);
    assertThat(asked.get(1)).startsWith("GET /d.yaml ").contains("Authorization: Basic dTpw");
    assertThat(asked.get(2)).startsWith("GET /c.yaml").doesNotContain("Authorization");
  }

  @Test
  void redirectsEnd() {
    String[] round = new String[20];
    Arrays.fill(round, moved("/d.yaml"));
    List<String> asked = recording(round);
    String uri = at("", "127.0.0.1");
    assertThatThrownBy(() -> provider.retrieve(uri))
        .isInstanceOf(IOException.class)
        .hasMessage(uri + " answered 302 (expected: 200)");
    assertThat(asked).hasSize(11);
  }
}
