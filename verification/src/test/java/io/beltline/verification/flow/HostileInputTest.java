package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.Numbered;
import io.beltline.verification.peer.BeltlineProcess;
import io.beltline.verification.process.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in over the network, the next good request is served, and it is counted. */
class HostileInputTest {
  private static final int ROOM = 1_000;
  private static final byte[] MALFORMED = {0x0a, 0x7f, 1, 2, 3};
  private static final String PROTOBUF = "application/x-protobuf";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String CONFIG =
      """
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: '127.0.0.1:%d'}
            http: {endpoint: '127.0.0.1:%d'}
      exporters:
        otlp: {endpoint: '127.0.0.1:%d', tls: {insecure: true}}
      service:
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %d}}}}]}
        pipelines:
          logs: {receivers: [otlp], exporters: [otlp]}
      """;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir private Path folder;
  private int next;

  @Test
  void the_next_good_request_is_served() throws Exception {
    int[] ports = Ports.free(3);
    int grpc = ports[0];
    int http = ports[1];
    try (Backend backend = Backend.start(Protocol.GRPC, ROOM, numbers -> Backend.Answer.TAKEN);
        BeltlineProcess collector =
            BeltlineProcess.start(
                folder, CONFIG.formatted(grpc, http, backend.port(), ports[2]), grpc, http);
        Sender overGrpc = Sender.to(Protocol.GRPC, grpc);
        Sender overHttp = Sender.to(Protocol.HTTP, http)) {
      assertThat(overGrpc.sendRaw(MALFORMED).status()).isEqualTo("INVALID_ARGUMENT");
      serves(overGrpc, overHttp);
      assertThat(overHttp.sendRaw(MALFORMED).status()).isEqualTo("400");
      serves(overGrpc, overHttp);
      byte[] truncated = gzip(new byte[1000]);
      assertThat(post(http, "/v1/logs", PROTOBUF, "gzip", Arrays.copyOf(truncated, 15)))
          .isEqualTo(400);
      serves(overGrpc, overHttp);
      assertThat(post(http, "/v1/logs", PROTOBUF, "gzip", gzip(new byte[100 << 20])))
          .isIn(400, 413);
      serves(overGrpc, overHttp);
      assertThat(post(http, "/v1/logs", "text/csv", "", MALFORMED)).isEqualTo(415);
      serves(overGrpc, overHttp);
      assertThat(post(http, "/v1/logs", PROTOBUF, "", new byte[25 << 20])).isIn(400, 413, -1);
      serves(overGrpc, overHttp);
      assertThat(post(http, "/v2/logs", PROTOBUF, "", MALFORMED)).isEqualTo(404);
      serves(overGrpc, overHttp);
      assertThat(get(http, "/v1/logs").statusCode()).isEqualTo(405);
      serves(overGrpc, overHttp);
      raw(grpc, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      serves(overGrpc, overHttp);
      byte[] noise = new byte[10_000];
      new Random(42).nextBytes(noise);
      raw(grpc, noise);
      serves(overGrpc, overHttp);
      raw(http, noise);
      serves(overGrpc, overHttp);

      MetricsPage page = new MetricsPage(get(ports[2], "/metrics").body());
      assertThat(page.count("otelcol_receiver_accepted_log_records"))
          .as(page.text())
          .isEqualTo(next);
      assertThat(page.count("otelcol_receiver_malformed_requests", "transport=\"grpc\""))
          .isEqualTo(1);
      assertThat(page.count("otelcol_receiver_malformed_requests", "transport=\"http\""))
          .isEqualTo(1);
      assertThat(page.count("otelcol_server_refused_requests", "transport=\"http\""))
          .as(page.text())
          .isPositive();
      assertThat(collector.stop()).as(collector.process().log()).isZero();
      assertThat(collector.process().log()).doesNotContain("\tat io.beltline", "OutOfMemory");
      assertThat(backend.distinct()).isEqualTo(next);
    }
  }

  private void serves(Sender... senders) {
    for (Sender sender : senders) {
      assertThat(sender.send(Numbered.logs(next, 1, 1)).accepted()).as("request " + next).isTrue();
      next++;
    }
  }

  /** The status, -1 if the connection was reset before it came. */
  private int post(int port, String path, String type, String encoding, byte[] body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(LIMIT)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException reset) {
      return -1;
    }
  }

  private java.net.http.HttpResponse<String> get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(LIMIT)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Sends bytes and reads until the collector closes, which it must do by itself. */
  private static void raw(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      long heard = socket.getInputStream().transferTo(ByteArrayOutputStream.nullOutputStream());
      assertThat(heard).isLessThan(10_000);
    } catch (SocketException reset) {
      assertThat(reset).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }
}
