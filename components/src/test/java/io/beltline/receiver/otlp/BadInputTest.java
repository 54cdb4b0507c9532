package io.beltline.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status.Code;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.Requests;
import io.beltline.components.otlp.RpcStatus;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.transport.grpc.GrpcResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a sender does wrong, it hears what, the others are served on, and it is counted. */
class BadInputTest {
  private static final String PROTOBUF = OtlpRoutes.PROTOBUF;
  private static final String JSON = OtlpRoutes.JSON;
  private static final Slice GOOD = Requests.request(Signal.TRACES, 1);
  // a field that claims five bytes and has one
  private static final Slice TORN = Slice.of(new byte[] {0x0a, 0x05, 0x01});

  private final RecordingConsumer consumer = new RecordingConsumer();
  private final RunningReceiver running = RunningReceiver.into(consumer);

  @AfterEach
  void othersAreServedOn() {
    long before = consumer.items();
    assertThat(running.call(Signal.TRACES, GOOD)).isInstanceOf(GrpcResult.Ok.class);
    assertThat(running.post("/v1/traces", PROTOBUF, GOOD).statusCode()).isEqualTo(200);
    assertThat(consumer.items()).isEqualTo(before + 2);
    running.close();
  }

  @Test
  void malformedProtobuf() {
    assertThat(running.call(Signal.TRACES, TORN))
        .isInstanceOfSatisfying(
            GrpcResult.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(Code.INVALID_ARGUMENT);
              assertThat(failed.message()).startsWith("malformed traces request: ");
            });
    HttpResponse<byte[]> response = running.post("/v1/traces", PROTOBUF, TORN);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).contains(PROTOBUF);
    RpcStatus status = RpcStatus.ofProto(Slice.of(response.body()));
    assertThat(status.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.message()).startsWith("malformed traces request: ");
    assertThat(malformed("grpc")).isEqualTo(1);
    assertThat(malformed("http")).isEqualTo(1);
    assertThat(consumer.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "<traces/>", "{\"resourceSpans\": 5}"})
  void malformedJson(String json) {
    HttpResponse<byte[]> response = running.post("/v1/traces", JSON, Slice.utf8(json));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).contains(JSON);
    assertThat(RpcStatus.ofJson(Slice.of(response.body())).code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(malformed("http")).isEqualTo(1);
  }

  @Test
  void randomBytes() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[1 + random.nextInt(60)];
      random.nextBytes(bytes);
      assertThat(running.post("/v1/logs", PROTOBUF, Slice.of(bytes)).statusCode()).isIn(200, 400);
      if (running.call(Signal.LOGS, Slice.of(bytes)) instanceof GrpcResult.Failed failed) {
        assertThat(failed.code()).isEqualTo(Code.INVALID_ARGUMENT);
      }
    }
  }

  @Test
  void truncatedGzip() {
    byte[] whole = gzip(Requests.request(Signal.TRACES, 50).toByteArray());
    Slice torn = Slice.of(Arrays.copyOf(whole, whole.length / 2));
    HttpResponse<byte[]> response =
        running.post("/v1/traces", PROTOBUF, torn, "Content-Encoding", "gzip");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void zipBomb() {
    Slice bomb = Slice.of(gzip(new byte[200 << 20]));
    HttpResponse<byte[]> response =
        running.post("/v1/traces", PROTOBUF, bomb, "Content-Encoding", "gzip");
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(RpcStatus.ofProto(Slice.of(response.body())).message()).contains("too large");
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void unknownCoding() {
    HttpResponse<byte[]> response =
        running.post("/v1/traces", PROTOBUF, GOOD, "Content-Encoding", "brotli");
    assertThat(response.statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "application/protobuf", "application/grpc"})
  void wrongContentType(String contentType) {
    HttpResponse<byte[]> response = running.post("/v1/traces", contentType, GOOD);
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "415 unsupported media type, supported: [application/json, application/x-protobuf]");
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void oversizedBody() {
    HttpResponse<byte[]> response =
        running.post("/v1/traces", PROTOBUF, Slice.of(new byte[(20 << 20) + 1]));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void oversizedMessage() {
    assertThat(running.call(Signal.TRACES, Slice.of(new byte[(4 << 20) + 1])))
        .isInstanceOfSatisfying(
            GrpcResult.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.RESOURCE_EXHAUSTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/trace", "/v1/traces/", "/v2/traces"})
  void wrongPath(String path) {
    assertThat(running.post(path, PROTOBUF, GOOD).statusCode()).isEqualTo(404);
    assertThat(refused()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"GET", "PUT", "DELETE"})
  void wrongMethod(String method) {
    HttpRequest request =
        HttpRequest.newBuilder(running.uri("/v1/traces"))
            .method(method, BodyPublishers.noBody())
            .build();
    HttpResponse<byte[]> response = running.send(request);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo("405 method not allowed, supported: [POST]");
    assertThat(response.headers().firstValue("allow")).contains("POST");
  }

  @Test
  void httpOnTheGrpcPort() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", running.receiver.grpcPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 415");
    }
  }

  private long malformed(String transport) {
    return running
        .settings
        .meter()
        .count(
            "otelcol_receiver_malformed_requests",
            Map.of("transport", transport, "signal", "traces"));
  }

  private long refused() {
    return running.settings.meter().count("otelcol_server_refused_requests");
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
