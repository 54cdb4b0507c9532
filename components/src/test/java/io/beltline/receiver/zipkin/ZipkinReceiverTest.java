package io.beltline.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.testkit.RecordingConsumer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.Encoding;
import zipkin2.codec.SpanBytesEncoder;

class ZipkinReceiverTest {
  private static final String JSON = "application/json";
  private static final Map<Encoding, String> MEDIA =
      Map.of(
          Encoding.JSON,
          JSON,
          Encoding.PROTO3,
          "application/x-protobuf",
          SpanBytesEncoder.valueOf("THRIFT").encoding(),
          "application/x-thrift");
  private static final List<Span> TWO =
      List.of(
          span("000000000000000a").kind(Span.Kind.CLIENT).build(),
          span("000000000000000b").parentId("a").build());

  private final RecordingConsumer consumer = new RecordingConsumer();
  private final RunningZipkin running = RunningZipkin.into(consumer);

  @AfterEach
  void end() {
    running.close();
  }

  @ParameterizedTest
  @CsvSource({
    "JSON_V1, /api/v1/spans, application/json, http_v1_json",
    "JSON_V1, /api/v1/spans, '', http_v1_json",
    "THRIFT, /api/v1/spans, application/x-thrift, http_v1_thrift",
    "THRIFT, /api/v1/spans, application/vnd.apache.thrift.binary, http_v1_thrift",
    "JSON_V2, /api/v2/spans, application/json; charset=utf-8, http_v2_json",
    "JSON_V2, /api/v2/spans, text/plain, http_v2_json",
    "JSON_V2, /, application/json, http_v2_json",
    "JSON_V2, /zipkin/api/v2/spans, application/json, http_v2_json",
    "PROTO3, /api/v2/spans, application/x-protobuf, http_v2_proto",
    "PROTO3, /api/v2/spans, application/protobuf, http_v2_proto",
  })
  void everyFormIsTaken(SpanBytesEncoder encoder, String path, String type, String transport) {
    HttpResponse<String> answer = running.post(path, type, encoder.encodeList(TWO));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(consumer.items()).isEqualTo(2);
    assertThat(consumer.received().getFirst().context().client().transport()).isEqualTo(transport);
  }

  @ParameterizedTest
  @EnumSource(SpanBytesEncoder.class)
  void aListOfNothingIsAcceptedAndGoesNoFurther(SpanBytesEncoder encoder) {
    String path = encoder.name().contains("2") || encoder == SpanBytesEncoder.PROTO3 ? "2" : "1";
    HttpResponse<String> answer =
        running.post(
            "/api/v" + path + "/spans",
            MEDIA.get(encoder.encoding()),
            encoder.encodeList(List.of()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(consumer.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zlib"})
  void compressedBodiesAreTaken(String coding) {
    byte[] body = compressed(coding, SpanBytesEncoder.JSON_V2.encodeList(TWO));
    assertThat(running.post("/api/v2/spans", JSON, body, "Content-Encoding", coding).statusCode())
        .isEqualTo(202);
    assertThat(consumer.items()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | 1500 | 503 | 2",
        "429 | 3000 | 429 | 3",
        "500 | -1 | 503 | none",
        "504 | 0 | 504 | 0"
      })
  void aRefusalThatPassesSaysWhenToComeBack(int status, long wait, int expected, String after) {
    Duration pause = wait < 0 ? null : Duration.ofMillis(wait);
    consumer.answering(new ConsumeResult.Retryable(Status.ofHttp(status), "slow down", pause));
    HttpResponse<String> answer = post(SpanBytesEncoder.JSON_V2.encodeList(TWO));
    assertThat(answer.statusCode()).isEqualTo(expected);
    assertThat(answer.body()).isEqualTo("slow down");
    assertThat(answer.headers().firstValue("retry-after").orElse("none")).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"400, 400", "413, 413", "429, 400", "500, 500"})
  void aRefusalForGoodIsNoInvitation(int status, int expected) {
    consumer.answering(new ConsumeResult.Permanent(Status.ofHttp(status), "never"));
    HttpResponse<String> answer = post(SpanBytesEncoder.JSON_V2.encodeList(TWO));
    assertThat(answer.statusCode()).isEqualTo(expected);
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void whatIsRejectedInPartIsAccepted() {
    consumer.answering(new ConsumeResult.Accepted(1, "too old"));
    assertThat(post(SpanBytesEncoder.JSON_V2.encodeList(TWO)).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | Unrecognized token",
        "{} | no list (expected: a list of objects) at line 1, column 1",
        "[{\"traceId\":\"a\",\"id\":\"zz\"}] | id: \"zz\" is no id (expected: 16 hexadecimal"
            + " digits) at line 1, column 22",
        "[{\"id\":\"a\"}] | traceId is missing or zero",
        "[{\"traceId\":\"a\"}] | id is missing or zero",
        "[{\"traceId\":\"a\",\"id\":\"0000000000000000\"}] | id is missing or zero",
        "[{\"traceId\":\"0123456789012345678901234567890123\",\"id\":\"a\"}] | is no id (expected:"
            + " 32",
        "[{\"traceId\":\"a\",\"id\":\"a\",\"timestamp\":1700000000000000000}] | timestamp:"
            + " 1700000000000000000 is out of range (expected: microseconds)",
        "[{\"traceId\":\"a\",\"id\":\"a\",\"localEndpoint\":{\"port\":70000}}] | port: 70000 is out"
            + " of range (expected: 0 to 65535)",
        "[{\"traceId\":\"a\",\"id\":\"a\"}] [] | more text behind the end",
        "[{\"traceId\":\"a\",\"id\":\"a\" | the text ends before the list does",
      })
  void malformedSpansAreRefusedWithThePlaceAndCounted(String body, String words) {
    HttpResponse<String> answer = post(body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("malformed spans: ").contains(words);
    assertThat(consumer.received()).isEmpty();
    assertThat(
            running
                .settings
                .meter()
                .count(
                    "otelcol_receiver_malformed_requests",
                    Map.of("transport", "http_v2_json", "signal", "traces")))
        .isEqualTo(1);
  }

  @Test
  void nothingButPostIsTaken() {
    HttpResponse<String> answer = running.send(running.request("/api/v2/spans").GET().build());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("POST");
  }

  @Test
  void aRequestWithoutRoomIsToldToComeBackAndCounted() {
    byte[] body = SpanBytesEncoder.JSON_V2.encodeList(TWO);
    Admission none =
        new Admission() {
          @Override
          public boolean tryAcquire(long bytes) {
            return bytes <= body.length; // room for the body, none for what is made of it
          }

          @Override
          public void release(long bytes) {}
        };
    try (RunningZipkin full = new RunningZipkin("", consumer, none)) {
      HttpResponse<String> answer = full.post("/api/v2/spans", JSON, body);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).contains("1");
      assertThat(full.settings.meter().count("otelcol_receiver_refused_spans")).isEqualTo(1);
    }
    assertThat(consumer.received()).isEmpty();
  }

  @Test
  void serverKeysAreInForce() {
    String keys =
        ", include_metadata: true, max_request_body_size: 2000, cors: {allowed_origins:"
            + " [\"https://shop.example\"]}, response_headers: {x-taken: \"by beltline\"}";
    try (RunningZipkin strict = new RunningZipkin(keys, consumer, Admission.UNLIMITED)) {
      HttpResponse<String> answer =
          strict.post(
              "/api/v2/spans",
              JSON,
              SpanBytesEncoder.JSON_V2.encodeList(TWO),
              "Origin",
              "https://shop.example",
              "X-Tenant",
              "blue");
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.headers().firstValue("x-taken")).contains("by beltline");
      assertThat(answer.headers().firstValue("access-control-allow-origin"))
          .contains("https://shop.example");
      assertThat(consumer.received().getFirst().context().metadata().get("x-tenant"))
          .containsExactly("blue");
      assertThat(strict.post("/api/v2/spans", JSON, new byte[3000]).statusCode()).isEqualTo(413);
    }
  }

  private HttpResponse<String> post(byte[] body) {
    return running.post("/api/v2/spans", JSON, body);
  }

  private static Span.Builder span(String id) {
    return Span.newBuilder()
        .traceId("463ac35c9f6413ad48485a3953bb6124")
        .id(id)
        .name("get")
        .timestamp(1_700_000_000_000_000L)
        .duration(150)
        .localEndpoint(Endpoint.newBuilder().serviceName("shop").ip("10.0.0.1").port(80).build());
  }

  private static byte[] compressed(String coding, byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        coding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
      out.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
